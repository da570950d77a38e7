using Alur.Host.Clock;
using Alur.Host.Sla.Escalation;
using Alur.Host.Storage;
using Alur.Host.Storage.Definitions;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Features;

/// <summary>A process that waits for time to pass is woken through the same way as every command, once, and not before.</summary>
public sealed class TimerTests(SqliteOffice office) : IClassFixture<SqliteOffice>
{
    private const string Delayed = """
        {
          "id": "x", "definitionId": "sop-011", "name": "Menunggu", "version": 1,
          "root": {
            "id": "bagan", "nodeId": "Workflow1:bagan", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "langkah1", "nodeId": "Workflow1:bagan:langkah1", "type": "Sop011.SendTicket", "version": 1, "customProperties": { "step": 1 } },
              { "id": "tunda", "nodeId": "Workflow1:bagan:tunda", "type": "Elsa.Delay", "version": 1,
                "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "01:00:00" } } },
              { "id": "langkah2", "nodeId": "Workflow1:bagan:langkah2", "type": "Sop011.SetPriority", "version": 1, "customProperties": { "step": 2 } },
              { "id": "tutup", "nodeId": "Workflow1:bagan:tutup", "type": "Elsa.End", "version": 1 }
            ],
            "connections": [
              { "source": { "activity": "langkah1", "port": "Done" }, "target": { "activity": "tunda", "port": "In" } },
              { "source": { "activity": "tunda", "port": "Done" }, "target": { "activity": "langkah2", "port": "In" } },
              { "source": { "activity": "langkah2", "port": "Done" }, "target": { "activity": "tutup", "port": "In" } }
            ]
          }
        }
        """;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delay_ends_when_it_is_due_and_only_once()
    {
        var services = office.Host.Services;
        var definitions = services.GetRequiredService<IDefinitionStore>();
        (await definitions.SaveDraftAsync(Delayed, Ended)).ShouldBeOfType<SaveResult.Saved>();
        (await definitions.PublishAsync("sop-011", Ended)).ShouldBeOfType<SaveResult.Saved>();
        var (siti, andi) = (await office.Siti, await office.Andi);
        var id = (await siti.SendTicketAsync()).Text("id");
        var waker = services.GetRequiredService<ITimerWaker>();

        await waker.WakeAsync(id, "tunda", 1, Ended);
        (await siti.GetAsync($"/api/tickets/{id}"))["currentStep"].ShouldBeNull("because the hour has not passed");
        (await TimerAsync(id)).State.ShouldBe(TimerState.Open);

        (await services.GetRequiredService<StoredClock>().AdvanceAsync(TimeSpan.FromHours(1), Ended)).ShouldBeTrue();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => waker.WakeAsync(id, "tunda", 1, Ended)));
        var ticket = (await siti.GetAsync($"/api/tickets/{id}")).ShouldWaitOn(2);
        ticket.Number("revision").ShouldBe(2);
        (await TimerAsync(id)).State.ShouldBe(TimerState.Fired);
        (await andi.DoAsync(ticket, "set-priority", new { priority = "Tinggi" })).Text("status").ShouldBe("Closed");
    }

    private async Task<TimerRow> TimerAsync(string ticketId)
    {
        await using var db = await office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(Ended);
        return await db.Timers.AsNoTracking().SingleAsync(timer => timer.InstanceId == ticketId, Ended);
    }
}
