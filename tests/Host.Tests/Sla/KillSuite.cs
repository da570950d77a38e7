using System.Net.Http.Json;
using Alur.Host.Sla.Faults;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Sla.Support;
using Alur.Host.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tests.Sla;

/// <summary>
/// A real host is killed (SIGKILL) before, between and after everything an escalation consists of, and started again. Whatever the place: each breach
/// escalates once, neither zero times nor twice.
/// </summary>
public abstract class KillSuite
{
    protected abstract Task<TestDatabase> MakeAsync();

    [Fact]
    public async Task A_host_killed_at_each_place_in_turn_and_started_again_escalates_every_ticket_once()
    {
        using var database = await MakeAsync();
        foreach (var place in FaultPlaces.All)
        {
            // Each start finds what the death before it left behind, and may die of that before it is asked anything.
            using var doomed = await KillableHost.StartAsync(database.Setting, place);
            if (await TrySendAsync(doomed, place)) await TryAdvanceAsync(doomed);
            await doomed.KilledAsync();
        }

        using var host = await KillableHost.StartAsync(database.Setting);
        // The answer of a request may be lost with the host: sent again under its key, it is the same ticket.
        foreach (var place in FaultPlaces.All) (await TrySendAsync(host, place)).ShouldBeTrue();
        (await TryAdvanceAsync(host)).ShouldBeTrue();
        await using var stored = await StorageHost.StartAsync(database.Setting);
        await EscalatedAsync(stored, FaultPlaces.All.Count);

        // One more ticket that becomes late after all this shows that the sweep has come round again, and left the others alone.
        (await TrySendAsync(host, "last")).ShouldBeTrue();
        (await TryAdvanceAsync(host)).ShouldBeTrue();
        await EscalatedAsync(stored, FaultPlaces.All.Count + 1);
    }

    /// <summary>Sends a ticket; false when the host died meanwhile.</summary>
    internal static async Task<bool> TrySendAsync(KillableHost host, string key)
    {
        if (host.Url.Length == 0) return false;
        try
        {
            using var client = await host.SignedInAsync("pelapor");
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tickets")
            {
                Content = JsonContent.Create(new { title = $"Tidak bisa masuk {key}", description = "Halaman putih", application = "SPSE", kind = "Permasalahan" }),
            };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            await answer.Json();
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Moves the host's clock two weeks on, past every due time; false when the host died meanwhile.</summary>
    internal static async Task<bool> TryAdvanceAsync(KillableHost host)
    {
        if (host.Url.Length == 0) return false;
        try
        {
            using var client = new HttpClient { BaseAddress = new(host.Url) };
            using var answer = await client.PostAsJsonAsync("/api/dev/clock", new { advance = "P14D" }, TestContext.Current.CancellationToken);
            await answer.Json();
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Waits until everything has settled, then looks at every trace of every ticket.</summary>
    private protected static async Task EscalatedAsync(StorageHost stored, int tickets)
    {
        await Until.HoldsAsync(
            $"{tickets} tickets are escalated and told",
            async () =>
            {
                await using var db = stored.Open();
                return await db.Deadlines.CountAsync(d => d.State == DeadlineState.Fired) == 2 * tickets
                    && !await db.Outbox.AnyAsync(o => o.State == OutboxState.Pending);
            },
            () => TracesAsync(stored));

        await using var db = stored.Open();
        var numbers = await db.Tickets.ToDictionaryAsync(t => t.Id);
        numbers.Count.ShouldBe(tickets);
        foreach (var ticket in numbers.Keys)
        {
            var kinds = await db.Events.Where(e => e.InstanceId == ticket && (e.Kind == "ticket.warned" || e.Kind == "ticket.breached")).OrderBy(e => e.Seq)
                .Select(e => e.Kind).ToListAsync();
            kinds.ShouldBe(["ticket.warned", "ticket.breached"], ignoreOrder: false, await TracesAsync(stored));
            var told = await db.Notifications.Where(n => n.TicketId == ticket && n.Kind.StartsWith("deadline.")).Select(n => n.Kind + " " + (n.UserId ?? n.Role)).ToListAsync();
            told.Order(StringComparer.Ordinal).ToList().ShouldBe(["deadline.breach Helpdesk", "deadline.breach Supervisor", "deadline.warning Helpdesk"], ignoreOrder: false, await TracesAsync(stored));
            (await db.Outbox.CountAsync(o => o.Key.StartsWith("notice/deadline/") && o.State == OutboxState.Done)).ShouldBe(3 * tickets, await TracesAsync(stored));
            (await db.Tasks.CountAsync(t => t.InstanceId == ticket && t.BreachedAt != null && t.WarnedAt != null)).ShouldBe(1);
        }
    }

    private static async Task<string> TracesAsync(StorageHost stored)
    {
        await using var db = stored.Open();
        var deadlines = await db.Deadlines.AsNoTracking().ToListAsync();
        var events = await db.Events.AsNoTracking().OrderBy(e => e.InstanceId).ThenBy(e => e.Seq).ToListAsync();
        var notices = await db.Notifications.AsNoTracking().ToListAsync();
        var effects = await db.Outbox.AsNoTracking().ToListAsync();
        return string.Join('\n',
        [
            .. deadlines.Select(d => $"deadline {d.TaskId} {d.Kind} {d.DueAt:u} {d.State} {d.EnqueuedAt:u}"),
            .. events.Select(e => $"event {e.InstanceId} {e.Seq} {e.At:u} {e.Kind}"),
            .. notices.Select(n => $"notice {n.Key} {n.UserId ?? n.Role}"),
            .. effects.Select(o => $"effect {o.Key} {o.State} {o.Attempts} {o.NextAttemptAt:u}"),
        ]);
    }
}

/// <summary>On the embedded database, where jobs die with the process.</summary>
public sealed class SqliteKillTests : KillSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.SqliteAsync();
}

/// <summary>On the server, where jobs outlive the process and hosts share the work.</summary>
public sealed class PostgresKillTests : KillSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.PostgresAsync();

    [Fact]
    public async Task Of_two_hosts_the_other_takes_over_from_one_killed_at_each_place_and_every_ticket_escalates_once()
    {
        const int ticketsEach = 4;
        using var database = await MakeAsync();
        using var other = await KillableHost.StartAsync(database.Setting);
        var tickets = 0;
        // The places past the sending of a ticket.
        foreach (var place in FaultPlaces.All.Where(p => !p.EndsWith("deadline-commit", StringComparison.Ordinal)))
        {
            for (var i = 0; i < ticketsEach; i++) (await TrySendAsync(other, $"{place}-{i}")).ShouldBeTrue();
            tickets += ticketsEach;

            // Each host has a clock of its own; the doomed one sees first that something is due, so that it is the one to take it.
            using var doomed = await KillableHost.StartAsync(database.Setting, place);
            await TryAdvanceAsync(doomed);
            await doomed.KilledAsync();
            (await TryAdvanceAsync(other)).ShouldBeTrue();
        }

        await using var stored = await StorageHost.StartAsync(database.Setting);
        await EscalatedAsync(stored, tickets);
    }
}
