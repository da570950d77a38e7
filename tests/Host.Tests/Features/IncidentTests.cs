using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Storage.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Features;

/// <summary>A process that cannot go on is seen on its ticket, and an operator tries again, resolves or skips it.</summary>
public sealed class IncidentTests(SqliteOffice office) : IClassFixture<SqliteOffice>
{
    /// <summary>A process in which step 18 comes without anybody having solved the problem, so that refusing it is an incident.</summary>
    private const string Broken = """
        {
          "id": "x", "definitionId": "sop-011", "name": "Rusak", "version": 1,
          "root": {
            "id": "bagan", "nodeId": "Workflow1:bagan", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "langkah1", "nodeId": "Workflow1:bagan:langkah1", "type": "Sop011.SendTicket", "version": 1, "customProperties": { "step": 1 } },
              { "id": "langkah18", "nodeId": "Workflow1:bagan:langkah18", "type": "Sop011.CloseTicket", "version": 1, "customProperties": { "step": 18 },
                "waktu": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:15:00" } } },
              { "id": "tutup", "nodeId": "Workflow1:bagan:tutup", "type": "Elsa.End", "version": 1 }
            ],
            "connections": [
              { "source": { "activity": "langkah1", "port": "Done" }, "target": { "activity": "langkah18", "port": "In" } },
              { "source": { "activity": "langkah18", "port": "Selesai" }, "target": { "activity": "tutup", "port": "In" } },
              { "source": { "activity": "langkah18", "port": "BelumHelpdesk" }, "target": { "activity": "langkah18", "port": "In" } },
              { "source": { "activity": "langkah18", "port": "BelumAdminPpe" }, "target": { "activity": "langkah18", "port": "In" } },
              { "source": { "activity": "langkah18", "port": "BelumLkpp" }, "target": { "activity": "langkah18", "port": "In" } }
            ]
          }
        }
        """;

    [Fact]
    public async Task An_incident_is_seen_and_retried_and_the_same_task_waits_again()
    {
        var (siti, agus, ticket, task) = await FaultedAsync();
        ticket.Text("status").ShouldBe("Open");
        ticket["tasks"]!.AsArray().ShouldBeEmpty();
        ticket["incidents"].ShouldBeNull("because a reporter sees that it stands still, not why");
        (await siti.GetAsync($"/api/tickets/{ticket.Text("id")}/history")).Items()[^1].Text("what").ShouldBe("Proses terhenti karena insiden.");
        var seen = (await (await office.Hendra).GetAsync($"/api/tickets/{ticket.Text("id")}"))["incidents"]!.AsArray().Single()!.AsObject();
        seen.Text("code").ShouldBe("unknown-resolver");
        seen.Number("stepNo").ShouldBe(18);
        var listed = (await agus.GetAsync("/api/incidents?limit=100")).Items().Single(incident => incident.Text("ticketId") == ticket.Text("id"));
        listed.Number("key").ShouldBe(seen.Number("key"));

        var retried = await (await agus.Client.Post($"{Path(listed)}/retry", new { })).Json();
        retried["incidents"]!.AsArray().ShouldBeEmpty();
        retried.Number("currentStepNo").ShouldBe(18);
        var open = (await siti.GetAsync($"/api/tickets/{ticket.Text("id")}")).ShouldWaitOn(18, siti).OpenTask();
        open.Text("id").ShouldBe(task, "because it is the same visit of the step");
        open["dueAt"].ShouldNotBeNull();
        // A second time there is nothing to retry.
        await (await agus.Client.Post($"{Path(listed)}/retry", new { })).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        (await siti.DoAsync(ticket, "close", new { rating = 3 })).Text("status").ShouldBe("Closed");
    }

    [Fact]
    public async Task An_incident_is_resolved_with_an_outcome_and_a_reason()
    {
        var (siti, agus, ticket, _) = await FaultedAsync();
        var incident = (await agus.GetAsync("/api/incidents?limit=100")).Items().Single(found => found.Text("ticketId") == ticket.Text("id"));
        await (await agus.Client.Post($"{Path(incident)}/resolve", new { outcome = "Selesai" })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        var unknown = await (await agus.Client.Post($"{Path(incident)}/resolve", new { outcome = "Ngawur", reason = "r" })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        unknown["errors"]!["outcome"]![0]!.GetValue<string>().ShouldStartWith("Pilih salah satu: 'Selesai'");
        await (await (await office.Hendra).Client.Post($"{Path(incident)}/resolve", new { outcome = "Selesai", reason = "r" })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        (await (await agus.Client.Post($"{Path(incident)}/resolve", new { outcome = "Selesai", reason = "Pelapor setuju lewat telepon." })).Json()).Text("status").ShouldBe("Closed");
        var history = (await (await office.Andi).GetAsync($"/api/tickets/{ticket.Text("id")}/history")).Items();
        history.ShouldContain(entry => entry.Text("what") == "Insiden diselesaikan operator." && entry.Text("text") == "Pelapor setuju lewat telepon." && entry.Text("actorName") == "Agus");
        (await siti.GetAsync($"/api/tickets/{ticket.Text("id")}")).Text("status").ShouldBe("Closed");
    }

    [Fact]
    public async Task An_incident_is_skipped_by_the_first_way_out()
    {
        var (_, agus, ticket, _) = await FaultedAsync();
        var incident = (await agus.GetAsync("/api/incidents?limit=100")).Items().Single(found => found.Text("ticketId") == ticket.Text("id"));
        (await (await agus.Client.Post($"{Path(incident)}/skip", new { reason = "Tidak perlu." })).Json()).Text("status").ShouldBe("Closed");
        await (await agus.Client.Post($"{Path(incident)}/skip", new { reason = "Lagi." })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        await (await agus.Client.Post($"/api/tickets/{ticket.Text("id")}/incidents/x/skip", new { reason = "r" })).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
    }

    private static string Path(JsonObject incident) => $"/api/tickets/{incident.Text("ticketId")}/incidents/{incident.Number("key")}";

    private async Task<(Person Siti, Person Agus, JsonObject Ticket, string Task)> FaultedAsync()
    {
        var definitions = office.Host.Services.GetRequiredService<IDefinitionStore>();
        (await definitions.SaveDraftAsync(Broken, TestContext.Current.CancellationToken)).ShouldBeOfType<SaveResult.Saved>();
        (await definitions.PublishAsync("sop-011", TestContext.Current.CancellationToken)).ShouldBeOfType<SaveResult.Saved>();
        var siti = await office.Siti;
        var ticket = (await siti.SendTicketAsync()).ShouldWaitOn(18, siti);
        return (siti, await office.Agus, await siti.DoAsync(ticket, "refuse", new { reason = "Belum." }), ticket.OpenTask().Text("id"));
    }
}
