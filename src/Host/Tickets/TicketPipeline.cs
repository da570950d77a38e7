using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage.Commit;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Tickets;

/// <summary>
/// The way of every command on a ticket: authorise by the matrix, wait for the ticket's turn, decide, commit in one transaction, answer.
/// Who loses a race against another host decides again on what the winner left, unless the caller named the revision he acts on.
/// </summary>
/// <param name="cases">Tickets ready for deciding.</param>
/// <param name="locks">One command at a time on a ticket, in this process.</param>
/// <param name="rows">Turns effects into rows.</param>
/// <param name="writer">Commits.</param>
/// <param name="people">Knows who is still there.</param>
/// <param name="calendars">Keeps the calendars that due times are computed with up to date.</param>
/// <param name="changes">Says what was committed.</param>
/// <param name="time">The office's clock.</param>
public sealed class TicketPipeline(
    TicketCases cases, TicketLocks locks, StepRows rows, IStepWriter writer, IPresence people, CalendarRefresh calendars, TicketChanges changes, TimeProvider time)
{
    private const int Attempts = 10;

    /// <summary>Runs a command on a ticket.</summary>
    /// <param name="ticketId">The ticket's id; a number is not one.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="cancellationToken">Gives up before the commit; a commit under way is awaited.</param>
    public async Task<TicketResult> RunAsync(string ticketId, TicketCommand command, CancellationToken cancellationToken)
    {
        if (command.Right is { } right && !CommandMatrix.Allows(command.Actor, right))
            return Refuse(new Refusal.Forbidden(T("Peran Anda tidak mencakup tindakan ini.")));

        await calendars.EnsureAsync(cancellationToken);
        using var turn = await locks.EnterAsync(ticketId, cancellationToken);
        var ticket = cases.Recent(ticketId);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var fresh = ticket is null;
            ticket ??= await cases.ReadAsync(ticketId, cancellationToken);
            if (ticket is null)
                return Refuse(new Refusal.NotFound(command.Subject));

            var (draft, refusal) = await DecideAsync(ticket, command, cancellationToken);
            if (draft is null || draft.IsUnchanged)
            {
                if (fresh)
                {
                    cases.Keep(ticket);
                    return refusal is null ? new TicketResult.Done(ticket) : Refuse(refusal);
                }
                // What this process remembers may be old: a "no" must be true now, and so must "already so".
                ticket = null;
                continue;
            }

            var (writes, after) = draft.Finish();
            if (command.Remember is { } remember)
                writes.Add(remember(after));
            if (await CommitAsync(ticketId, writes))
            {
                cases.Keep(after);
                changes.Raise(ticketId);
                return new TicketResult.Done(after);
            }
            ticket = null;
        }
        return Refuse(new Refusal.Contended());
    }

    /// <summary>A draft that the command has changed, or the refusal.</summary>
    private async ValueTask<(TicketDraft? Draft, Refusal? Refusal)> DecideAsync(TicketCase ticket, TicketCommand command, CancellationToken cancellationToken)
    {
        if (command.Right is { } right && !TicketAccess.CanSee(command.Actor, right, ticket.Ticket, ticket.Tasks))
            return (null, new Refusal.NotFound(command.Subject));
        if (command.IfMatch is { } accepted && !accepted.Accepts(ticket.Revision))
            return (null, new Refusal.Stale(ticket.Revision));

        HashSet<string> gone = [];
        while (true)
        {
            var draft = new TicketDraft(ticket, command.Actor, Now(), rows) { Gone = gone };
            if (command.Decide(draft) is { } refusal)
                return (null, refusal);
            // Somebody who got a task by having held one before may have left since: then decide again without him.
            var before = gone.Count;
            foreach (var (userId, role) in draft.Relied)
            {
                if (!await people.IsPresentAsync(userId, role, cancellationToken))
                    gone.Add(userId);
            }
            if (gone.Count == before)
                return (draft, null);
        }
    }

    private async Task<bool> CommitAsync(string ticketId, WriteSet writes)
    {
        try
        {
            // Not cancelled with the request: a commit under way may become durable, and its outcome must be known.
            return await writer.CommitAsync(writes, CancellationToken.None) is CommitResult.Committed;
        }
        catch
        {
            cases.Forget(ticketId);
            throw;
        }
    }

    /// <summary>Makes sure that due times are computed with what counts now.</summary>
    internal ValueTask ReadyAsync(CancellationToken cancellationToken) => calendars.EnsureAsync(cancellationToken);

    /// <summary>The office's clock in whole milliseconds, as it is stored, so that a state rebuilt from the journal is the same.</summary>
    internal DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    private static TicketResult.Refused Refuse(Refusal why) => new(why);
}
