using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Clock;
using Alur.Host.Features.AcknowledgeBreach;
using Alur.Host.Identity;
using Alur.Host.Sla.Escalation;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Sla;

/// <summary>Saying over HTTP that one has seen to a late step, on either database.</summary>
public abstract class AcknowledgeSuite(Office office)
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_one_counts_and_nothing_but_the_record_changes()
    {
        var late = await LateAsync("Satu");
        var (hendra, rina) = (await office.NewPersonAsync("Hendra", Roles.Supervisor), await office.NewPersonAsync("Rina", Roles.Supervisor));
        var path = $"/api/tasks/{late.Task}/acknowledge";
        var (before, deadlines) = (await TaskAsync(late.Task), await DeadlinesAsync(late.Task));

        var answer = await (await hendra.Client.Post(path, new { remark = "  Sudah saya telepon.\r\nBesok selesai. " })).Json();
        (answer.Text("acknowledgedByName"), answer.Number("revision")).ShouldBe(("Hendra", late.Revision + 1));
        var after = await TaskAsync(late.Task);
        (after.AcknowledgedById, after.AcknowledgedRemark, after.AcknowledgedAt).ShouldBe((hendra.Id, "Sudah saya telepon.\nBesok selesai.", answer["acknowledgedAt"]!.GetValue<DateTimeOffset>()));
        (after.AcknowledgedAt, after.AcknowledgedById, after.AcknowledgedByName, after.AcknowledgedRemark) = (null, null, null, null);
        System.Text.Json.JsonSerializer.Serialize(after).ShouldBe(System.Text.Json.JsonSerializer.Serialize(before), "because no time and no state of the step follows");
        (await DeadlinesAsync(late.Task)).ShouldBe(deadlines);

        // The same person again: nothing happens, not even to the remark. Another person: who was first.
        (await (await hendra.Client.Post(path, new { remark = "lain" })).Json()).Number("revision").ShouldBe(late.Revision + 1);
        var refused = await (await rina.Client.Post(path, new { })).ShouldBeRefusal(HttpStatusCode.Conflict, "already-acknowledged");
        (refused.Text("acknowledgedById"), refused.Text("acknowledgedByName")).ShouldBe((hendra.Id, "Hendra"));
        refused.Text("detail").ShouldContain("sudah ditangani oleh Hendra");
        (await TaskAsync(late.Task)).AcknowledgedRemark.ShouldBe("Sudah saya telepon.\nBesok selesai.");

        var told = (await hendra.GetAsync($"/api/tickets/{late.Ticket}/history")).Items().Single(line => line.Text("kind") == "ticket.acknowledged");
        (told.Text("actorName"), told.Text("text")).ShouldBe(("Hendra", "Sudah saya telepon.\nBesok selesai."));
        var siti = await office.NewPersonAsync("Siti", Roles.Pelapor);
        await using var db = Open();
        await db.Tickets.Where(ticket => ticket.Id == late.Ticket).ExecuteUpdateAsync(ticket => ticket.SetProperty(row => row.ReporterId, siti.Id), Ended);
        (await siti.GetAsync($"/api/tickets/{late.Ticket}/history")).Items().Single(line => line.Text("kind") == "ticket.acknowledged")["text"].ShouldBeNull("because it is the office's own");
    }

    [Fact]
    public async Task Who_may_and_what_is_refused()
    {
        var fresh = await (await office.NewPersonAsync("Siti", Roles.Pelapor)).SendTicketAsync();
        var hendra = await office.NewPersonAsync("Hendra", Roles.Supervisor);
        var path = $"/api/tasks/{fresh.OpenTask().Text("id")}/acknowledge";
        var early = await (await hendra.Client.Post(path, new { })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        early.Text("detail").ShouldContain("tidak tercatat terlambat");
        await (await hendra.Client.Post(path, new { remark = new string('x', AcknowledgeBreach.LongestRemark + 1) })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        await (await hendra.Client.Post($"/api/tasks/{new string('0', 32)}/acknowledge", new { })).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        foreach (var role in Roles.All.Where(role => role != Roles.Supervisor))
        {
            var person = await office.NewPersonAsync(role, role);
            await (await person.Client.Post(path, new { })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
            await (await person.Client.Post("/api/tasks/acknowledgements", new { tasks = new[] { new { id = fresh.OpenTask().Text("id") } } })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        }
    }

    [Fact]
    public async Task Several_at_once_each_by_itself_and_the_list_tells_them_apart()
    {
        var (first, second, third) = (await LateAsync("Satu"), await LateAsync("Dua"), await LateAsync("Tiga"));
        var (hendra, rina) = (await office.NewPersonAsync("Hendra", Roles.Supervisor), await office.NewPersonAsync("Rina", Roles.Supervisor));
        var waiting = (await hendra.GetAsync("/api/board"))["all"]!.AsObject().Number("unacknowledged");
        (await rina.Client.Post($"/api/tasks/{second.Task}/acknowledge", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var body = new { tasks = new[] { new { id = first.Task }, new { id = second.Task }, new { id = new string('0', 32) } }, remark = "Semua dibahas." };
        var answer = await (await hendra.Client.Post("/api/tasks/acknowledgements", body)).Json();
        answer.Items().Select(item => item["code"]?.GetValue<string>()).ShouldBe([null, "already-acknowledged", "not-found"]);
        answer.Items()[1].Text("reason").ShouldContain("Rina");
        (await (await hendra.Client.Post("/api/tasks/acknowledgements", body)).Json()).Items()[0]["code"].ShouldBeNull("because his own stays done");

        (await IdsAsync(hendra, "acknowledged=false")).ShouldContain(third.Task);
        (await IdsAsync(hendra, "acknowledged=false")).ShouldNotContain(first.Task);
        (await IdsAsync(hendra, "acknowledged=true"))[..2].ShouldBe([second.Task, first.Task], "the latest found first");
        (await IdsAsync(hendra, "acknowledged=true")).ShouldNotContain(third.Task);
        (await IdsAsync(hendra, "limit=200")).Length.ShouldBeGreaterThanOrEqualTo(3);
        var item = (await hendra.GetAsync("/api/breaches?acknowledged=true")).Items().Single(one => one.Text("taskId") == first.Task);
        (item.Text("acknowledgedByName"), item.Text("remark")).ShouldBe(("Hendra", "Semua dibahas."));
        (await hendra.Client.Get("/api/breaches?acknowledged=mungkin")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hendra.GetAsync("/api/board"))["all"]!.AsObject().Number("unacknowledged").ShouldBe(waiting - 2);
    }

    [Fact]
    public async Task Of_two_at_once_one_is_first_and_a_step_done_late_can_be_acknowledged_too()
    {
        var late = await LateAsync("Balapan");
        var andi = await office.NewPersonAsync("Andi", Roles.Helpdesk);
        (await andi.Client.Post($"/api/tasks/{late.Task}/complete", new { outcome = "Done", data = new { priority = "Sedang" } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var people = new List<Person>();
        for (var i = 0; i < 6; i++)
            people.Add(await office.NewPersonAsync($"Pengawas {i}", Roles.Supervisor));
        var answers = await Task.WhenAll(people.Select(person => person.Client.Post($"/api/tasks/{late.Task}/acknowledge", new { remark = person.Name })));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(5);
        var task = await TaskAsync(late.Task);
        task.AcknowledgedRemark.ShouldBe(task.AcknowledgedByName);
        await using var db = Open();
        (await db.Events.CountAsync(line => line.InstanceId == late.Ticket && line.Kind == "ticket.acknowledged", Ended)).ShouldBe(1);
    }

    private static async Task<string[]> IdsAsync(Person person, string query) => [.. (await person.GetAsync($"/api/breaches?{query}")).Items().Select(item => item.Text("taskId"))];

    private AlurDb Open() => office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();

    private async Task<TaskRow> TaskAsync(string id)
    {
        await using var db = Open();
        return await db.Tasks.AsNoTracking().SingleAsync(task => task.Id == id, Ended);
    }

    private async Task<List<string>> DeadlinesAsync(string task)
    {
        await using var db = Open();
        return await db.Deadlines.Where(d => d.TaskId == task).OrderBy(d => d.Id).Select(d => $"{d.Kind} {d.Level} {d.State} {d.DueAt.Ticks}").ToListAsync(Ended);
    }

    /// <summary>A ticket whose first step was found late by the host itself.</summary>
    private async Task<(string Ticket, string Task, long Revision)> LateAsync(string title)
    {
        var ticket = await (await office.NewPersonAsync("Siti", Roles.Pelapor)).SendTicketAsync(title);
        var id = ticket.Text("id");
        office.Clock.MoveTo(office.Clock.Offset + TimeSpan.FromDays(9));
        await using var db = Open();
        foreach (var deadline in await db.Deadlines.Where(d => d.InstanceId == id).Select(d => d.Id).ToListAsync(Ended))
            await office.Host.Services.GetRequiredService<DeadlineFiring>().RunAsync(deadline, Ended);
        return (id, ticket.OpenTask().Text("id"), await db.Instances.Where(instance => instance.Id == id).Select(instance => instance.Revision).SingleAsync(Ended));
    }
}

public sealed class AcknowledgeOnSqlite(SqliteOffice office) : AcknowledgeSuite(office), IClassFixture<SqliteOffice>;

public sealed class AcknowledgeOnPostgres(PostgresOffice office) : AcknowledgeSuite(office), IClassFixture<PostgresOffice>;
