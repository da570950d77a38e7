using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Alur.Host.Sla.Faults;
using Alur.Host.Tests.Sla.Support;
using Alur.Host.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tests.Sla;

/// <summary>A host that dies (SIGKILL) amid a recalculation goes on with it after its restart: every open task follows once, none twice.</summary>
public abstract class RecalculationKillSuite
{
    private const int Tickets = 5;

    protected abstract Task<TestDatabase> MakeAsync();

    [Fact]
    public async Task A_recalculation_killed_after_each_second_ticket_ends_with_every_task_moved_once()
    {
        using var database = await MakeAsync();
        string changed;
        using (var doomed = await KillableHost.StartAsync(database.Setting, $"{FaultPlaces.AfterRecalculatedTicket}#2"))
        {
            using (var siti = await doomed.SignedInAsync("pelapor"))
            {
                for (var i = 0; i < Tickets; i++)
                    await (await siti.PostAsJsonAsync("/api/tickets", new { title = $"Tiket {i}", description = "Halaman putih", application = "SPSE", kind = "Permasalahan" })).Json();
            }
            changed = await ChangeAsync(doomed);
            await doomed.KilledAsync();
        }
        using (var again = await KillableHost.StartAsync(database.Setting, $"{FaultPlaces.AfterRecalculatedTicket}#2")) await again.KilledAsync();

        using var host = await KillableHost.StartAsync(database.Setting);
        await using var stored = await StorageHost.StartAsync(database.Setting);
        await Until.HoldsAsync("the recalculation has finished", async () =>
        {
            await using var db = stored.Open();
            return await db.Recalculations.AllAsync(r => r.FinishedAt != null);
        });

        await using var open = stored.Open();
        (await open.Events.Where(e => e.Kind == "ticket.dueMoved").GroupBy(e => e.InstanceId).Select(g => g.Count()).ToListAsync()).ShouldBe([.. Enumerable.Repeat(1, Tickets)]);
        (await open.Recalculations.SingleAsync(r => r.Id == changed)).Moved.ShouldBe(Tickets);
        (await open.Tasks.CountAsync(t => t.CalendarRevision == 2)).ShouldBe(Tickets);
    }

    /// <summary>Makes every day of the next weeks a holiday, so that every due time moves.</summary>
    private static async Task<string> ChangeAsync(KillableHost host)
    {
        using var agus = await host.SignedInAsync("administrator");
        var document = (await (await agus.GetAsync("/api/calendars/kantor", TestContext.Current.CancellationToken)).Json())["document"]!.DeepClone().AsObject();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        document["holidays"] = new JsonArray([.. Enumerable.Range(-2, 30).Select(day => new JsonObject { ["date"] = today.AddDays(day).ToString("yyyy-MM-dd"), ["name"] = "Libur" })]);
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/calendars/kantor") { Content = JsonContent.Create(new { document }) };
        request.Headers.Add("If-Match", "\"1\"");
        return (await (await agus.SendAsync(request, TestContext.Current.CancellationToken)).Json()).Text("recalculationId");
    }
}

public sealed class SqliteRecalculationKillTests : RecalculationKillSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.SqliteAsync();
}

public sealed class PostgresRecalculationKillTests : RecalculationKillSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.PostgresAsync();
}
