using System.Net.Http.Json;
using Alur.Host.Clock;
using Alur.Host.Identity;
using Alur.Host.Sla.Escalation;
using Alur.Host.Sla.Outbox;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Sla;

/// <summary>A host that dies after it has carried out a level, and before it has noted so, carries it out no second time.</summary>
public abstract class LevelReplaySuite(Office office)
{
    [Fact]
    public async Task An_assignment_handed_out_twice_does_not_undo_what_a_supervisor_did_since()
    {
        var ended = TestContext.Current.CancellationToken;
        var (agus, andi) = (await office.Agus, await office.Andi);
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/sla-policy")
        {
            Content = JsonContent.Create(new
            {
                document = new { rules = new[] { new { step = "langkah2", escalations = new[] { new { at = "100%", actions = new[] { new { @do = "assign", to = andi.Id } } } } } } },
            }),
        };
        request.Headers.Add("If-Match", "\"1\"");
        await (await agus.Client.Ask(request)).Json();
        var task = (await (await office.Siti).SendTicketAsync()).OpenTask().Text("id");

        office.Clock.MoveTo(TimeSpan.FromDays(20));
        await using var db = office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();
        var level = await db.Deadlines.SingleAsync(d => d.TaskId == task && d.Kind == DeadlineKind.Escalation, ended);
        await office.Host.Services.GetRequiredService<DeadlineFiring>().RunAsync(level.Id, ended);
        var outbox = office.Host.Services.GetRequiredService<OutboxDispatcher>();
        await outbox.TickAsync(ended);
        (await HolderAsync()).ShouldBe(andi.Id);

        var (dewi, hendra) = (await office.NewPersonAsync("Dewi", Roles.Helpdesk), await office.NewPersonAsync("Hendra", Roles.Supervisor));
        await (await hendra.Client.Post($"/api/tasks/{task}/assign", new { userId = dewi.Id })).Json();
        (await db.Outbox.Where(o => o.Kind == "sla.action").ExecuteUpdateAsync(
            o => o.SetProperty(row => row.State, OutboxState.Pending).SetProperty(row => row.NextAttemptAt, DateTimeOffset.UnixEpoch), ended)).ShouldBe(1);
        (await outbox.TickAsync(ended)).ShouldBeGreaterThan(0);

        (await HolderAsync()).ShouldBe(dewi.Id);
        (await db.Outbox.SingleAsync(o => o.Kind == "sla.action", ended)).State.ShouldBe(OutboxState.Done);

        Task<string?> HolderAsync() => db.Tasks.AsNoTracking().Where(t => t.Id == task).Select(t => t.AssigneeId).SingleAsync(ended);
    }
}

public sealed class LevelReplayOnSqlite(SqliteOffice office) : LevelReplaySuite(office), IClassFixture<SqliteOffice>;

public sealed class LevelReplayOnPostgres(PostgresOffice office) : LevelReplaySuite(office), IClassFixture<PostgresOffice>;
