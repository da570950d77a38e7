using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Tests.Features;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Studio;

/// <summary>Running tickets move to another version of SOP 011: all of a ticket or nothing, and they run on to their end there.</summary>
public abstract class MigrationSuite(Office office)
{
    private const string Route = "/api/definitions/sop-011/migrations";

    [Fact]
    public async Task A_ticket_moves_with_its_open_task_and_is_closed_on_the_new_version()
    {
        var (siti, andi, designer) = (await office.Siti, await office.Andi, await office.NewPersonAsync("Wayan", Roles.Designer));
        var source = await Editions.PublishAsync(office, _ => { });
        var sent = await siti.SendTicketAsync();
        var due = sent.OpenTask().Text("dueAt");
        var target = await Editions.PublishAsync(office, definition =>
        {
            definition.Step("langkah2").Retitle("Menetapkan urutan");
            definition.Step("langkah2").Waits("06:00:00");
            definition.Rename("langkah2", "prioritas");
        });
        var form = Form(source, target, sent, ("langkah2", "prioritas"));

        var tried = await MigrateAsync(designer, form);
        tried["dryRun"]!.GetValue<bool>().ShouldBeTrue("because nothing is changed unless it is asked for in so many words");
        tried.Number("moved").ShouldBe(1);
        (await andi.GetAsync($"/api/tickets/{sent.Text("id")}")).Number("revision").ShouldBe(1);

        form["dryRun"] = false;
        (await MigrateAsync(designer, form)).Number("moved").ShouldBe(1);
        var task = (await andi.GetAsync($"/api/tickets/{sent.Text("id")}")).ShouldWaitOn(2).OpenTask();
        task.Text("id").ShouldBe(sent.OpenTask().Text("id"));
        task.Text("title").ShouldBe("Menetapkan urutan");
        task.Text("dueAt").ShouldBe(due, "because its times were to be kept");
        task.Number("visit").ShouldBe(1);

        var ticket = await andi.DoAsync(sent, "set-priority", new { priority = "Tinggi" });
        ticket.ShouldWaitOn(3, andi);
        var history = (await andi.GetAsync($"/api/tickets/{sent.Text("id")}/history")).Items();
        history.Select(entry => entry.Text("what")).ShouldBe(
            ["Tiket dikirim lewat web.", $"Proses dipindahkan ke versi {target}.", "Prioritas ditetapkan Tinggi."]);
        history[1].Text("actorName").ShouldBe("Wayan");

        // And back, with the finished step under the name it had.
        var back = Form(target, source, sent, ("prioritas", "langkah2"));
        back["dryRun"] = false;
        (await MigrateAsync(designer, back)).Number("moved").ShouldBe(1);
        history = (await andi.GetAsync($"/api/tickets/{sent.Text("id")}/history")).Items();
        history[2].Text("role").ShouldBe("Helpdesk");
        history[2].Text("step").ShouldBe("Menetapkan urutan", "because that is what the step was called when it was done");
        ticket = await andi.CompleteAsync(ticket, "T", new { });
        ticket.Text("status").ShouldBe("Open");
    }

    [Fact]
    public async Task Times_are_worked_out_again_from_when_the_task_opened_if_asked()
    {
        var (siti, designer) = (await office.Siti, await office.NewPersonAsync("Wayan", Roles.Designer));
        var source = await Editions.PublishAsync(office, _ => { });
        var sent = await siti.SendTicketAsync();
        var longer = await Editions.PublishAsync(office, definition => definition.Step("langkah2").Waits("06:00:00"));
        var form = Form(source, longer, sent);
        form["sla"] = "recompute";
        form["dryRun"] = false;
        (await MigrateAsync(designer, form)).Number("moved").ShouldBe(1);
        var task = (await (await office.Andi).GetAsync($"/api/tickets/{sent.Text("id")}")).OpenTask();
        task["dueAt"]!.GetValue<DateTimeOffset>().ShouldBeGreaterThan(sent.OpenTask()["dueAt"]!.GetValue<DateTimeOffset>().AddHours(5));
        task.Text("openedAt").ShouldBe(sent.OpenTask().Text("openedAt"));

        var unlimited = await Editions.PublishAsync(office, definition => definition.Step("langkah2").Waits("00:00:00"));
        form = Form(longer, unlimited, sent);
        form["sla"] = "recompute";
        form["dryRun"] = false;
        (await MigrateAsync(designer, form)).Number("moved").ShouldBe(1);
        (await (await office.Andi).GetAsync($"/api/tickets/{sent.Text("id")}")).OpenTask()["dueAt"].ShouldBeNull();
    }

    [Fact]
    public async Task A_step_with_another_actor_is_given_back_and_waits_for_him()
    {
        var (siti, andi, designer) = (await office.Siti, await office.Andi, await office.NewPersonAsync("Wayan", Roles.Designer));
        var source = await Editions.PublishAsync(office, _ => { });
        var sent = await siti.SendTicketAsync();
        await (await andi.Client.Post($"/api/tasks/{sent.OpenTask().Text("id")}/claim")).Json();
        var target = await Editions.PublishAsync(office, definition => definition.Step("langkah2")["pelaksana"]!["expression"]!["value"] = Roles.AdminPpe);
        var form = Form(source, target, sent);
        form["dryRun"] = false;
        (await MigrateAsync(designer, form)).Number("moved").ShouldBe(1);
        var task = (await andi.GetAsync($"/api/tickets/{sent.Text("id")}")).OpenTask();
        task.Text("role").ShouldBe(Roles.AdminPpe);
        task.Text("state").ShouldBe("Open");
        task["assigneeId"].ShouldBeNull();
        (await (await office.Rudi).DoAsync(sent, "set-priority", new { priority = "Tinggi" })).ShouldWaitOn(3);
    }

    [Fact]
    public async Task What_has_no_place_stays_and_says_why()
    {
        var (siti, designer) = (await office.Siti, await office.NewPersonAsync("Wayan", Roles.Designer));
        var source = await Editions.PublishAsync(office, _ => { });
        var sent = await siti.SendTicketAsync();
        var target = await Editions.PublishAsync(office, definition => definition.Rename("langkah2", "lain"));
        foreach (var dryRun in (bool[])[true, false])
        {
            var form = Form(source, target, sent);
            form["dryRun"] = dryRun;
            var item = (await MigrateAsync(designer, form)).Items().Single();
            item["moved"]!.GetValue<bool>().ShouldBeFalse();
            item.Text("ticketNumber").ShouldBe(sent.Text("number"));
            var obstacle = item["obstacles"]!.AsArray().Single()!.AsObject();
            obstacle.Text("code").ShouldBe("no-place");
            obstacle.Text("activityId").ShouldBe("langkah2");
            obstacle.Text("text").ShouldBe($"Proses sedang berada di langkah 2 (Menentukan prioritas), yang tidak ada di versi {target}. Petakan ke langkah lain.");
        }
        (await siti.GetAsync($"/api/tickets/{sent.Text("id")}")).Number("revision").ShouldBe(1);
    }

    [Fact]
    public async Task A_crowd_is_moved_page_by_page_while_people_work()
    {
        var (siti, andi, agus) = (await office.Siti, await office.Andi, await office.Agus);
        var source = await Editions.PublishAsync(office, _ => { });
        var tickets = new List<JsonObject>();
        for (var i = 0; i < 7; i++)
            tickets.Add(await siti.SendTicketAsync());
        var target = await Editions.PublishAsync(office, definition => definition.Step("langkah2").Retitle("Prioritas baru"));
        var work = Task.WhenAll(tickets.Select(ticket => andi.DoAsync(ticket, "set-priority", new { priority = "Sedang" })));
        var moved = 0L;
        string? after = null;
        do
        {
            var report = await MigrateAsync(agus, new JsonObject
            {
                ["sourceVersion"] = source, ["targetVersion"] = target, ["sla"] = "keep", ["dryRun"] = false, ["limit"] = 2, ["after"] = after,
            });
            report.Items().Length.ShouldBeLessThanOrEqualTo(2);
            report.Number("refused").ShouldBe(0, report.ToJsonString());
            moved += report.Number("moved");
            after = report["next"]?.GetValue<string>();
        }
        while (after is not null);
        await work;
        moved.ShouldBe(7);
        foreach (var ticket in tickets)
            (await andi.GetAsync($"/api/tickets/{ticket.Text("id")}")).ShouldWaitOn(3, andi);
    }

    [Fact]
    public async Task Only_those_who_shape_processes_may()
    {
        foreach (var person in (Person[])[await office.Siti, await office.Andi, await office.Hendra])
            await (await person.Client.Post(Route, new { })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_form_is_told_all_that_is_wrong_with_it()
    {
        var agus = await office.Agus;
        var problem = await (await agus.Client.Post(Route, new { })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["sla", "sourceVersion", "targetVersion"], ignoreOrder: true);
        var first = await Editions.PublishAsync(office, _ => { });
        var second = await Editions.PublishAsync(office, _ => { });
        var form = new { sourceVersion = first, targetVersion = second, sla = "keep", mapping = new { langkah2 = "tidakAda", tidakPernah = "langkah3" } };
        problem = await (await agus.Client.Post(Route, form)).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        problem["errors"]!["mapping.langkah2"]![0]!.GetValue<string>().ShouldBe("Aktivitas 'tidakAda' tidak ada di versi tujuan.");
        problem["errors"]!["mapping.tidakPernah"]![0]!.GetValue<string>().ShouldBe("Aktivitas 'tidakPernah' tidak ada di versi asal.");
        problem = await (await agus.Client.Post(Route, new { sourceVersion = first, targetVersion = first, sla = "keep" })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        problem["errors"]!["targetVersion"]![0]!.GetValue<string>().ShouldBe("Versi asal dan versi tujuan sama.");
        (await agus.Client.PostRaw(Route, """{"mapping":{"a":null},"dropVariables":[null],"instances":[null],"sourceVersion":1,"targetVersion":2,"sla":"keep"}""")).StatusCode
            .ShouldBeOneOf(HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK);
    }

    private static JsonObject Form(int source, int target, JsonObject ticket, params (string From, string To)[] mapping) => new()
    {
        ["sourceVersion"] = source,
        ["targetVersion"] = target,
        ["sla"] = "keep",
        ["mapping"] = new JsonObject(mapping.Select(entry => KeyValuePair.Create(entry.From, (JsonNode?)entry.To))),
        ["instances"] = new JsonArray(ticket.Text("id")),
    };

    private static async Task<JsonObject> MigrateAsync(Person person, JsonObject form)
    {
        using var answer = await person.Client.PostRaw(Route, form.ToJsonString());
        return await answer.Json();
    }
}

public sealed class MigrationOnSqlite(SqliteOffice office) : MigrationSuite(office), IClassFixture<SqliteOffice>;

public sealed class MigrationOnPostgres(PostgresOffice office) : MigrationSuite(office), IClassFixture<PostgresOffice>;
