using Alur.Host.Refusals;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Faults;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Recalculation;

/// <summary>
/// Lets open tasks follow a change of calendars, ticket by ticket. It keeps no list of what is to do: what is stale is seen from the tasks, so it may die
/// anywhere and go on anywhere, also on several hosts at once.
/// </summary>
/// <param name="contexts">Finds stale tickets.</param>
/// <param name="refresh">Reads what counts now.</param>
/// <param name="pipeline">Runs the command on each ticket.</param>
/// <param name="writer">Notes the end.</param>
/// <param name="faults">Listens at the place where dying must cost nothing.</param>
/// <param name="time">The office's clock.</param>
public sealed class Recalculator(
    IDbContextFactory<AlurDb> contexts, CalendarRefresh refresh, TicketPipeline pipeline, IStepWriter writer, IFaultPoint faults, TimeProvider time)
{
    /// <summary>Whether a change is stored that not every open task is known to have followed.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> IsRunningAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Recalculations.AnyAsync(r => r.FinishedAt == null, cancellationToken);
    }

    /// <summary>Moves every open task that is stale, and notes the changes before as finished when none is left.</summary>
    /// <param name="cancellationToken">Stops between tickets.</param>
    /// <returns>Number of tickets looked at.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var looked = 0;
        var left = false;
        // The latest change first, then what counts: so every task that follows below has followed this change and all before it.
        var latest = await LatestAsync(cancellationToken);
        await refresh.ReadAsync(cancellationToken);
        var after = "";
        while (true)
        {
            var ids = await PageAsync(after, cancellationToken);
            if (ids.Count == 0) break;
            foreach (var id in ids)
            {
                cancellationToken.ThrowIfCancellationRequested();
                left |= await pipeline.RunAsync(id, new RecalculateTicket(latest), cancellationToken) is TicketResult.Refused { Why: Refusal.Contended };
                faults.Reached(FaultPlaces.AfterRecalculatedTicket);
                looked++;
            }
            after = ids[^1];
        }
        if (!left && latest is not null) await writer.CommitAsync(new WriteSet().Add(CalendarWrites.Finish(latest, time.GetUtcNow())), CancellationToken.None);
        return looked;
    }

    private async Task<string?> LatestAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Recalculations.AsNoTracking().OrderByDescending(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<string>> PageAsync(string after, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await StaleTickets.PageAsync(db, after, cancellationToken);
    }
}
