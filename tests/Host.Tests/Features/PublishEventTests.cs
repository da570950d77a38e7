using System.Net;
using Alur.Host.Storage;
using Alur.Host.Storage.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Features;

/// <summary>A process that waits for an event goes on when somebody who may tells it so, and only then.</summary>
public sealed class PublishEventTests(SqliteOffice office) : IClassFixture<SqliteOffice>
{
    private const string Waiting = """
        {
          "id": "x", "definitionId": "sop-011", "name": "Menunggu", "version": 1,
          "variables": [ { "id": "bayar", "name": "Bayar", "typeName": "Object", "isArray": false, "value": null } ],
          "root": {
            "id": "bagan", "nodeId": "Workflow1:bagan", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "langkah1", "nodeId": "Workflow1:bagan:langkah1", "type": "Sop011.SendTicket", "version": 1, "customProperties": { "step": 1 } },
              { "id": "tunggu", "nodeId": "Workflow1:bagan:tunggu", "type": "Elsa.Event", "version": 1,
                "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "dibayar lunas" } },
                "result": { "typeName": "Object", "memoryReference": { "id": "bayar" } } },
              { "id": "langkah2", "nodeId": "Workflow1:bagan:langkah2", "type": "Sop011.SetPriority", "version": 1, "customProperties": { "step": 2 } },
              { "id": "tutup", "nodeId": "Workflow1:bagan:tutup", "type": "Elsa.End", "version": 1 }
            ],
            "connections": [
              { "source": { "activity": "langkah1", "port": "Done" }, "target": { "activity": "tunggu", "port": "In" } },
              { "source": { "activity": "tunggu", "port": "Done" }, "target": { "activity": "langkah2", "port": "In" } },
              { "source": { "activity": "langkah2", "port": "Done" }, "target": { "activity": "tutup", "port": "In" } }
            ]
          }
        }
        """;

    [Fact]
    public async Task What_waits_for_an_event_goes_on_once_when_it_is_told()
    {
        var definitions = office.Host.Services.GetRequiredService<IDefinitionStore>();
        (await definitions.SaveDraftAsync(Waiting, TestContext.Current.CancellationToken)).ShouldBeOfType<SaveResult.Saved>();
        (await definitions.PublishAsync("sop-011", TestContext.Current.CancellationToken)).ShouldBeOfType<SaveResult.Saved>();
        var (siti, supervisor) = (await office.Siti, await office.Hendra);
        var id = (await siti.SendTicketAsync()).Text("id");
        var paid = $"/api/tickets/{id}/events/dibayar%20lunas";

        await (await siti.Client.Post(paid, new { })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        (await (await supervisor.Client.Post($"/api/tickets/{id}/events/dibayar", new { })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state"))
            .Text("detail").ShouldContain("menunggu 'dibayar lunas'");
        await (await supervisor.Client.Post("/api/tickets/011-2026-999999/events/x", new { })).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");

        supervisor.Client.DefaultRequestHeaders.Add("Idempotency-Key", "lunas-1");
        var told = await (await supervisor.Client.Post(paid, new { data = new { jumlah = 5 } })).Json();
        told.ShouldWaitOn(2);
        (await (await supervisor.Client.Post(paid, new { data = new { jumlah = 5 } })).Json()).Number("revision").ShouldBe(told.Number("revision"), "the same request is answered the same");
        supervisor.Client.DefaultRequestHeaders.Remove("Idempotency-Key");
        (await (await supervisor.Client.Post(paid, new { })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state"))
            .Text("detail").ShouldContain("tidak menunggu peristiwa apa pun");
        await using var db = await office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        (await db.Instances.SingleAsync(instance => instance.Id == id, TestContext.Current.CancellationToken)).State.ShouldContain("\"jumlah\":5");
    }
}
