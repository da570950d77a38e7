using Alur.Host.Sla.Faults;
using Alur.Host.Sla.Sweep;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Tickets;
using Alur.Host.Storage.Writes;

namespace Alur.Host.Sla.Escalation;

/// <summary>
/// Lets a due deadline take effect, once. Whatever brought the job here (a sweep, a second host, a retry, an operator's click) does not matter:
/// everything is looked at again, and the commit holds only if the ticket stands as it was read and the deadline has not taken effect before.
/// </summary>
/// <param name="store">Reads deadlines.</param>
/// <param name="tickets">Reads the ticket.</param>
/// <param name="writer">Commits the escalation as one step of the ticket.</param>
/// <param name="decision">What a due deadline means.</param>
/// <param name="failures">What becomes of a deadline that cannot take effect.</param>
/// <param name="faults">Listens at the places where dying must cost nothing.</param>
/// <param name="time">The office's clock.</param>
public sealed class DeadlineFiring(
    ISweepStore store, ITicketStore tickets, IStepWriter writer, EscalationDecision decision, DueFailures failures, IFaultPoint faults,
    TimeProvider time)
{
    private const int Attempts = 8;

    /// <summary>Makes a deadline take effect if it is due and still open; otherwise does nothing.</summary>
    /// <param name="deadlineId">The deadline.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    /// <exception cref="Exception">It failed once too often and is set aside; a sweep tries every other failure again later.</exception>
    public async Task RunAsync(string deadlineId, CancellationToken cancellationToken)
    {
        try
        {
            await AttemptAsync(deadlineId, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (await failures.OfDeadlineAsync(deadlineId, e)) throw;
        }
    }

    private async Task AttemptAsync(string deadlineId, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
            if (await TryAsync(deadlineId, cancellationToken)) return;
        throw new InvalidOperationException($"Expected to commit the deadline {deadlineId} but its ticket changed under {Attempts} attempts.");
    }

    private async Task<bool> TryAsync(string deadlineId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var all = await store.DeadlinesBesideAsync(deadlineId, cancellationToken);
        var asked = all.FirstOrDefault(d => d.Id == deadlineId);
        if (asked is null or { State: DeadlineState.Fired or DeadlineState.Closed }) return true;

        if (asked.DueAt > now)
        {
            // The deadline or the clock was moved after the sweep took it: give it back.
            return await writer.CommitAsync(new WriteSet().Add(DeadlineWrites.Reopen(deadlineId) with { Expectation = Expectation.Any }), cancellationToken)
                is CommitResult.Committed;
        }

        var snapshot = await tickets.LoadAsync(asked.InstanceId, cancellationToken)
            ?? throw new InvalidOperationException($"Expected a ticket {asked.InstanceId} for the deadline {deadlineId} but there is none.");

        // Together with what else of the task, or the clock, is due, in order: after an outage a step is warned before it is late, never the other way round.
        // The kinds are in the order in which they take effect at one moment.
        IReadOnlyList<DeadlineRow> due =
        [
            .. all.Where(d => (d.State is DeadlineState.Open or DeadlineState.Enqueued || d.Id == deadlineId) && d.DueAt <= now)
                .OrderBy(d => d.DueAt).ThenBy(d => d.Kind).ThenBy(d => d.Level),
        ];
        var set = decision.Decide(snapshot, asked, due, now);
        faults.Reached(FaultPlaces.BeforeJobCommit);
        var result = await writer.CommitAsync(set, cancellationToken);
        faults.Reached(FaultPlaces.AfterJobCommit);
        return result is CommitResult.Committed;
    }
}
