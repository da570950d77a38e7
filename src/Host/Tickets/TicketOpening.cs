using System.Text.Json;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Tickets;

/// <summary>Opens tickets: ticket, process and first step in one commit.</summary>
/// <param name="cases">Keeps the new ticket for what comes next.</param>
/// <param name="procedures">Compiled definitions.</param>
/// <param name="rows">Turns effects into rows.</param>
/// <param name="writer">Commits.</param>
/// <param name="pipeline">Gives the moment.</param>
public sealed class TicketOpening(TicketCases cases, Procedures procedures, StepRows rows, IStepWriter writer, TicketPipeline pipeline)
{
    /// <summary>The process that new tickets run through.</summary>
    public const string DefinitionId = "sop-011";

    /// <summary>What ticket numbers begin with.</summary>
    public const string NumberPrefix = "011";

    /// <summary>The moment to put into a new ticket.</summary>
    public DateTimeOffset Now() => pipeline.Now();

    /// <summary>Opens a ticket.</summary>
    /// <param name="ticket">The ticket as sent; its id and number are new.</param>
    /// <param name="actor">Who sends it.</param>
    /// <param name="with">Further statements of the same commit, made from the ticket as it will be.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    /// <param name="also">What else is put onto the ticket in the same commit.</param>
    /// <returns>The ticket, or null when a statement of <paramref name="with"/> lost and nothing was written; a refusal when the process does not start.</returns>
    public async Task<TicketResult?> OpenAsync(
        TicketRow ticket, Actor actor, Func<TicketCase, IEnumerable<Write>> with, CancellationToken cancellationToken, Action<TicketDraft>? also = null) =>
        await procedures.PublishedAsync(DefinitionId, cancellationToken) is { } procedure
            ? await OpenAsync(procedure, ticket, Values.None, actor, with, cancellationToken, also)
            : new TicketResult.Refused(new Refusal.WrongState(T("Proses {0}", DefinitionId), T("terbit"), T("ditarik oleh perancang")));

    /// <summary>Opens a ticket on a given version of a process.</summary>
    /// <param name="procedure">The version.</param>
    /// <param name="ticket">The ticket as sent; its id and number are new.</param>
    /// <param name="more">Further inputs of the process.</param>
    /// <param name="actor">Who sends it.</param>
    /// <param name="with">Further statements of the same commit, made from the ticket as it will be.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    /// <param name="also">What else is put onto the ticket in the same commit.</param>
    /// <returns>As the other.</returns>
    public async Task<TicketResult?> OpenAsync(
        Procedure procedure, TicketRow ticket, IEnumerable<KeyValuePair<string, JsonElement>> more, Actor actor, Func<TicketCase, IEnumerable<Write>> with,
        CancellationToken cancellationToken, Action<TicketDraft>? also = null)
    {
        await pipeline.ReadyAsync(cancellationToken);
        var draft = new TicketDraft(procedure, ticket, actor, ticket.OpenedAt, rows);
        // The input says that step 1, sending the ticket, is what just happened.
        var input = Values.None.SetItems(more).SetItem("ticket", Values.Text(ticket.Number));
        draft.Record(TicketEvents.Submitted, null, new TicketSubmitted(ticket.Channel, ticket.Number), TicketEventJson.Default.TicketSubmitted);
        if (draft.Advance(new Stimulus.Start(ticket.Id, input, ticket.Number, ticket.Title)) is { } refusal)
            return new TicketResult.Refused(refusal);
        also?.Invoke(draft);
        var (writes, after) = draft.Finish();
        writes.AddRange(with(after));
        if (await writer.CommitAsync(writes, CancellationToken.None) is not CommitResult.Committed)
            return null;
        cases.Keep(after);
        return new TicketResult.Done(after);
    }
}
