using System.Net;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Pages;

/// <summary>Late steps and who has seen to them, by plain forms.</summary>
public abstract class LatePageSuite(PageHost on)
{
    private readonly HostFixture host = on.Host;

    [Fact]
    public async Task Ticked_late_steps_are_acknowledged_from_the_board_and_from_the_list()
    {
        using var supervisor = await PageVisitor.SignedInAsync(host, "supervisor");
        var (first, second) = (await LateAsync("Satu"), await LateAsync("Dua"));
        var board = await supervisor.OpenAsync("/papan");
        board.ShouldContain("Keterlambatan yang belum ditangani");
        board.ShouldContain($"value=\"{first.Task}\"");
        var (action, fields) = PageVisitor.Form(board, "/terlambat/tangani");

        using (var nothing = await supervisor.PostAsync(action, new Dictionary<string, string>(fields) { ["remark"] = "Catatan <b>" }))
        {
            ((int)nothing.StatusCode).ShouldBe(422);
            var html = await nothing.Text();
            html.ShouldContain("Pilih 1 sampai 50 tugas.");
            html.ShouldContain("Catatan &lt;b&gt;</textarea>", customMessage: "what was typed stays");
        }
        using (var tooMuch = await supervisor.PostAsync(action, new Dictionary<string, string>(fields) { ["remark"] = new('x', 2_001), ["tugas"] = first.Task }))
        {
            ((int)tooMuch.StatusCode).ShouldBe(422);
            (await tooMuch.Text()).ShouldMatch($"value=\"{first.Task}\" checked");
        }
        for (var sending = 0; sending < 2; sending++)
        {
            using var answer = await supervisor.PostAsync(action, new Dictionary<string, string>(fields) { ["remark"] = "Sudah dibahas", ["tugas"] = first.Task });
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await answer.Text()).ShouldContain("1 ditandai sudah ditangani.");
        }

        var waiting = await supervisor.OpenAsync("/terlambat?ditangani=belum");
        (waiting.Contains(first.Number), waiting.Contains(second.Number)).ShouldBe((false, true));
        waiting.ShouldContain("belum ditangani</strong>");
        waiting.ShouldContain($"value=\"{second.Task}\"");
        var seen = await supervisor.OpenAsync("/terlambat?ditangani=sudah");
        (seen.Contains(first.Number), seen.Contains(second.Number)).ShouldBe((true, false));
        seen.ShouldContain("Sudah dibahas");
        seen.ShouldNotContain("/terlambat/tangani", customMessage: "there is nothing left to say");
        (await supervisor.OpenAsync("/terlambat?ditangani=apa")).ShouldContain(first.Number);
    }

    [Fact]
    public async Task A_supervisor_acknowledges_on_the_ticket_and_others_are_not_offered_it()
    {
        using var supervisor = await PageVisitor.SignedInAsync(host, "supervisor");
        using var helpdesk = await PageVisitor.SignedInAsync(host, "helpdesk");
        using var administrator = await PageVisitor.SignedInAsync(host, "administrator");
        var late = await LateAsync("Tiga");
        var page = "/tiket/" + late.Number;
        (await helpdesk.OpenAsync(page)).ShouldNotContain("Sudah saya tangani");
        var board = await administrator.OpenAsync("/papan");
        board.ShouldContain("belum ditangani");
        board.ShouldNotContain("/terlambat", customMessage: "an Administrator sees how many, not which");
        using (var refused = await supervisor.SubmitAsync(page, "/tangani", new() { ["remark"] = new('x', 2_001) }))
            ((int)refused.StatusCode).ShouldBe(422);
        var (action, fields) = PageVisitor.Form(await supervisor.OpenAsync(page), "/tangani", null, new() { ["remark"] = "Sudah ditelepon" });
        using (var shut = await helpdesk.PostAsync(action, fields)) shut.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using (var done = await supervisor.PostAsync(action, fields)) done.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var html = await supervisor.OpenAsync(page);
        html.ShouldContain("Sudah ditelepon");
        html.ShouldContain("Keterlambatan langkah ini sudah ditangani.");
        html.ShouldNotContain("Sudah saya tangani");
    }

    private async Task<(string Number, string Task)> LateAsync(string title)
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var number = (await reporter.SendTicketAsync(title))["/tiket/".Length..];
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        var id = await db.Tickets.Where(ticket => ticket.Number == number).Select(ticket => ticket.Id).SingleAsync(TestContext.Current.CancellationToken);
        var at = DateTimeOffset.UtcNow;
        await db.Tasks.Where(task => task.InstanceId == id).ExecuteUpdateAsync(task => task.SetProperty(row => row.BreachedAt, at), TestContext.Current.CancellationToken);
        // What this process remembers of the ticket was read before.
        host.Services.GetRequiredService<Alur.Host.Tickets.TicketCases>().Forget(id);
        return (number, await db.Tasks.Where(task => task.InstanceId == id).Select(task => task.Id).SingleAsync(TestContext.Current.CancellationToken));
    }
}

public sealed class LatePagesOnSqlite(SqlitePages on) : LatePageSuite(on), IClassFixture<SqlitePages>;

public sealed class LatePagesOnPostgres(PostgresPages on) : LatePageSuite(on), IClassFixture<PostgresPages>;
