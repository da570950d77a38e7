using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Alur.Host.Clock;
using Alur.Host.Identity;
using Alur.Host.Sla.Escalation;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Sla;

/// <summary>A step that a change of the calendar makes late is escalated as any other, once; one that took effect before a change does so no second time.</summary>
public abstract class LateByChangeSuite(Office office)
{
    private CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_becomes_late_by_a_change_escalates_once_and_what_escalated_stays()
    {
        var services = office.Host.Services;
        var clock = (AdjustableTimeProvider)services.GetRequiredService<TimeProvider>();
        var ticket = await (await office.Siti).SendTicketAsync();
        var task = ticket.OpenTask();
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        JsonArray Closed() => [.. Enumerable.Range(-2, 30).Select(day => new JsonObject { ["date"] = today.AddDays(day).ToString("yyyy-MM-dd"), ["name"] = "Libur" })];

        await ChangeAsync(1, Closed());
        clock.MoveTo(TimeSpan.FromDays(12));
        await FireAsync(task);
        (await KindsAsync(ticket)).ShouldBe(["ticket.dueMoved"], "it is not late in the calendar with the holidays");

        // The holidays were a mistake: now it is long late.
        await ChangeAsync(2, []);
        await FireAsync(task);
        await FireAsync(task);
        (await KindsAsync(ticket)).ShouldBe(["ticket.dueMoved", "ticket.dueMoved", "ticket.warned", "ticket.breached"]);

        // And a third change moves the due time on, but what happened is not taken back and not repeated.
        await ChangeAsync(3, Closed());
        clock.MoveTo(TimeSpan.FromDays(60));
        await FireAsync(task);
        (await KindsAsync(ticket)).ShouldBe(["ticket.dueMoved", "ticket.dueMoved", "ticket.warned", "ticket.breached", "ticket.dueMoved"]);
        await using var db = services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();
        (await db.Deadlines.CountAsync(d => d.TaskId == task.Text("id") && d.State == DeadlineState.Fired, Ended)).ShouldBe(2);
    }

    private async Task ChangeAsync(long from, JsonArray holidays)
    {
        var agus = await office.NewPersonAsync("Agus", Roles.Administrator);
        var document = (await agus.GetAsync("/api/calendars/kantor"))["document"]!.DeepClone().AsObject();
        document["holidays"] = holidays;
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/calendars/kantor") { Content = JsonContent.Create(new { document }) };
        request.Headers.Add("If-Match", $"\"{from}\"");
        await (await agus.Client.Ask(request)).Json();
        (await office.Host.Services.GetRequiredService<Recalculator>().RunAsync(Ended)).ShouldBe(1);
    }

    /// <summary>Runs the jobs that a sweep would hand out.</summary>
    private async Task FireAsync(JsonObject task)
    {
        await using var db = office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();
        var id = task.Text("id");
        foreach (var deadline in await db.Deadlines.Where(d => d.TaskId == id).Select(d => d.Id).ToListAsync(Ended))
            await office.Host.Services.GetRequiredService<DeadlineFiring>().RunAsync(deadline, Ended);
    }

    private async Task<List<string>> KindsAsync(JsonObject ticket)
    {
        await using var db = office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();
        var id = ticket.Text("id");
        return await db.Events.Where(e => e.InstanceId == id && (e.Kind == "ticket.dueMoved" || e.Kind == "ticket.warned" || e.Kind == "ticket.breached"))
            .OrderBy(e => e.Seq).Select(e => e.Kind).ToListAsync(Ended);
    }
}

public sealed class LateByChangeOnSqlite(SqliteOffice office) : LateByChangeSuite(office), IClassFixture<SqliteOffice>;

public sealed class LateByChangeOnPostgres(PostgresOffice office) : LateByChangeSuite(office), IClassFixture<PostgresOffice>;
