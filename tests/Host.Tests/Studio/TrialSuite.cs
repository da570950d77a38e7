using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Sla.Escalation;
using Alur.Host.Storage;
using Alur.Host.Storage.Definitions;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Studio;

/// <summary>Running a definition from Studio: a trial that is its starter's alone and no work of the office.</summary>
public abstract class TrialSuite(Office office)
{
    [Fact]
    public async Task A_draft_is_tried_to_its_end_by_its_starter_alone()
    {
        var designer = await office.NewPersonAsync("Wayan", Roles.Designer);
        var definition = $"coba-{Guid.NewGuid():n}";
        await SaveAsync(definition, json => json.Step("langkah2").Retitle("Judul draf"));
        var id = await RunAsync(designer, definition, new { versionOptions = "Latest", input = new { tambahan = 1 } });
        var ticket = await designer.GetAsync($"/api/tickets/{id}");
        ticket["isTest"]!.GetValue<bool>().ShouldBeTrue();
        ticket.Text("number").ShouldStartWith("UJI-");
        ticket.ShouldWaitOn(2, designer).OpenTask().Text("title").ShouldBe("Judul draf");

        // The draft goes on changing; the trial does not.
        await SaveAsync(definition, json => json.Step("langkah3").Retitle("Judul lain"));
        ticket = await designer.CompleteAsync(ticket, "Done", new { priority = "Tinggi" });
        ticket.ShouldWaitOn(3, designer).OpenTask().Text("title").ShouldBe("Informasi belum lengkap?");
        ticket = await designer.CompleteAsync(ticket, "T", new { });
        ticket = await designer.CompleteAsync(ticket, "Done", new { analysis = "Catatan." });
        ticket = await designer.CompleteAsync(ticket, "Y", new { });
        ticket = await designer.CompleteAsync(ticket, "Done", new { message = "Solusi." });
        ticket = await designer.CompleteAsync(ticket, ticket.ShouldWaitOn(9, designer).OpenTask()["answers"] is { } ? "Selesai" : "Selesai", new { });
        ticket = await designer.CompleteAsync(ticket.ShouldWaitOn(18, designer), "Selesai", new { rating = 5 });
        ticket.Text("status").ShouldBe("Closed");
        var shown = await designer.GetAsync($"/elsa/api/workflow-instances/{id}");
        (shown.Text("status"), shown.Text("definitionId"), shown["isTest"]!.GetValue<bool>()).ShouldBe(("Finished", definition, true));
        shown.Text("name").ShouldStartWith("Uji coba: ", Case.Sensitive, "because a starter sees what his trial says");
    }

    [Fact]
    public async Task A_trial_is_in_no_list_of_the_office_unless_asked_for()
    {
        var (designer, hendra, andi) = (await office.NewPersonAsync("Wayan", Roles.Designer), await office.Hendra, await office.Andi);
        var id = await RunAsync(designer, "sop-011", new { versionOptions = "Published" });
        (await designer.GetAsync("/api/tickets")).Items().Single().Text("id").ShouldBe(id);
        (await designer.GetAsync("/api/tasks?view=mine")).Items().Single()["isTest"]!.GetValue<bool>().ShouldBeTrue();
        foreach (var person in (Person[])[hendra, andi])
        {
            (await person.GetAsync("/api/tickets?limit=100")).Items().ShouldNotContain(item => item.Text("id") == id);
            (await person.GetAsync("/api/tickets?limit=100&tests=true")).Items().ShouldContain(item => item.Text("id") == id && item["isTest"]!.GetValue<bool>());
            foreach (var view in (string[])["unclaimed", "all", "overdue"])
                (await person.GetAsync($"/api/tasks?view={view}&limit=100")).Items().ShouldNotContain(item => item.Text("ticketId") == id);
        }
        (await hendra.GetAsync("/api/tasks?view=all&limit=100&tests=true")).Items().ShouldContain(item => item.Text("ticketId") == id);
        // It cannot be let loose on the office either.
        var task = (await designer.GetAsync($"/api/tickets/{id}")).OpenTask().Text("id");
        (await hendra.Client.Post($"/api/tasks/{task}/release")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        // Another designer has no part in it.
        (await (await office.NewPersonAsync("Made", Roles.Designer)).Client.Get($"/api/tickets/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_late_trial_is_told_to_its_starter_and_is_in_no_list_of_breaches()
    {
        var (designer, hendra) = (await office.NewPersonAsync("Wayan", Roles.Designer), await office.Hendra);
        var id = await RunAsync(designer, "sop-011", new { });
        await using (var db = office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext())
        {
            foreach (var deadline in await db.Deadlines.Where(row => row.InstanceId == id).ToListAsync(TestContext.Current.CancellationToken))
                deadline.DueAt = DateTimeOffset.UnixEpoch;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            var first = await db.Deadlines.Where(row => row.InstanceId == id).Select(row => row.Id).FirstAsync(TestContext.Current.CancellationToken);
            await office.Host.Services.GetRequiredService<DeadlineFiring>().RunAsync(first, TestContext.Current.CancellationToken);
            var notices = await db.Notifications.Where(row => row.TicketId == id).ToListAsync(TestContext.Current.CancellationToken);
            notices.Select(notice => notice.Kind).ShouldBe(["deadline.warning", "deadline.breach"], ignoreOrder: true);
            notices.ShouldAllBe(notice => notice.UserId == designer.Id && notice.Role == null);
        }
        (await hendra.GetAsync("/api/breaches?limit=200")).Items().ShouldNotContain(item => item.Text("ticketId") == id);
        (await hendra.GetAsync("/api/breaches?limit=200&tests=true")).Items().ShouldContain(item => item.Text("ticketId") == id);
    }

    [Fact]
    public async Task An_incident_of_a_trial_is_its_starters_and_no_operators_unless_asked_for()
    {
        var (designer, agus) = (await office.NewPersonAsync("Wayan", Roles.Designer), await office.Agus);
        var definition = $"coba-{Guid.NewGuid():n}";
        await SaveAsync(definition, json => json.Step("langkah2")["waktu"] =
            JsonNode.Parse("""{ "typeName": "TimeSpan", "expression": { "type": "JavaScript", "value": "null.x" } }"""));
        var id = await RunAsync(designer, definition, new { });
        (await agus.GetAsync("/api/incidents?limit=100")).Items().ShouldNotContain(item => item.Text("ticketId") == id);
        (await agus.GetAsync("/api/incidents?limit=100&tests=true")).Items().ShouldContain(item => item.Text("ticketId") == id);
    }

    [Fact]
    public async Task A_trial_is_cancelled_and_deleted_with_the_draft_it_ran_on()
    {
        var designer = await office.NewPersonAsync("Wayan", Roles.Designer);
        var definition = $"coba-{Guid.NewGuid():n}";
        await SaveAsync(definition, _ => { });
        var (first, second) = (await RunAsync(designer, definition, new { }), await RunAsync(designer, definition, new { }));
        var version = (await designer.GetAsync($"/elsa/api/workflow-instances/{first}")).Text("definitionVersionId");
        (await designer.GetAsync($"/elsa/api/workflow-instances/{second}")).Text("definitionVersionId").ShouldBe(version, "because the same draft is fixed once");
        (await designer.Client.Post($"/elsa/api/cancel/workflow-instances/{first}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await designer.Client.Delete($"/elsa/api/workflow-instances/{first}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await IsStoredAsync(version)).ShouldBeTrue("because the other trial runs on it");
        (await (await designer.Client.Post("/elsa/api/bulk-actions/delete/workflow-instances/by-id", new { ids = new[] { second } })).Json())["deleted"]!.GetValue<int>().ShouldBe(1);
        (await IsStoredAsync(version)).ShouldBeFalse();
        (await designer.Client.Get($"/elsa/api/workflow-instances/{second}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await designer.GetAsync("/api/tickets")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_draft_that_cannot_run_says_why()
    {
        var designer = await office.NewPersonAsync("Wayan", Roles.Designer);
        var definition = $"coba-{Guid.NewGuid():n}";
        await SaveAsync(definition, json => json.Step("langkah2")["type"] = "Tidak.Ada");
        using var answer = await designer.Client.Post($"/elsa/api/workflow-definitions/{definition}/execute", new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.GetValues("x-elsa-workflow-cannot-start").ShouldBe(["true"]);
        JsonNode.Parse(await answer.Text())!["errors"]!["generalErrors"]!.AsArray()[0]!.GetValue<string>().ShouldBe("Draf ini belum dapat dijalankan.");
        (await designer.Client.Post("/elsa/api/workflow-definitions/tidak-ada/execute", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await office.Hendra).Client.Post($"/elsa/api/workflow-definitions/{definition}/execute", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<string> RunAsync(Person person, string definition, object body)
    {
        using var answer = await person.Client.Post($"/elsa/api/workflow-definitions/{definition}/execute", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Text());
        answer.Headers.GetValues("x-elsa-workflow-cannot-start").ShouldBe(["false"]);
        return answer.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }

    private async Task SaveAsync(string definition, Action<JsonObject> edit) =>
        (await office.Host.Services.GetRequiredService<IDefinitionStore>().SaveDraftAsync(Editions.Text(edit, definition), TestContext.Current.CancellationToken))
        .ShouldBeOfType<SaveResult.Saved>();

    private async Task<bool> IsStoredAsync(string version)
    {
        await using var db = office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();
        return await db.Definitions.AnyAsync(row => row.VersionId == version, TestContext.Current.CancellationToken);
    }
}

public sealed class TrialsOnSqlite(SqliteOffice office) : TrialSuite(office), IClassFixture<SqliteOffice>;

public sealed class TrialsOnPostgres(PostgresOffice office) : TrialSuite(office), IClassFixture<PostgresOffice>;
