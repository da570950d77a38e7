using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Tickets;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features;

/// <summary>Finds what a request is about and runs its command; what all ticket endpoints have in common.</summary>
/// <param name="pipeline">Runs commands.</param>
/// <param name="cases">Finds the ticket of a task.</param>
/// <param name="store">Finds tickets by number.</param>
public sealed class TicketRequests(TicketPipeline pipeline, TicketCases cases, ITicketStore store)
{
    private const int LongestNumber = 40;

    /// <summary>Runs a command on the ticket with an id or number.</summary>
    /// <param name="idOrNumber">From the address.</param>
    /// <param name="header">The <c>If-Match</c> header.</param>
    /// <param name="command">Makes the command.</param>
    /// <param name="cancellationToken">The request was given up.</param>
    public async Task<TicketResult> OnTicketAsync(string idOrNumber, string? header, Func<IfMatch?, TicketCommand> command, CancellationToken cancellationToken)
    {
        if (!IfMatch.TryRead(header, out var ifMatch))
            return new TicketResult.Refused(BadIfMatch);
        return await FindIdAsync(idOrNumber, cancellationToken) is { } id
            ? await pipeline.RunAsync(id, command(ifMatch), cancellationToken)
            : new TicketResult.Refused(new Refusal.NotFound("Tiket"));
    }

    /// <summary>Runs a command on a task.</summary>
    /// <param name="taskId">From the address.</param>
    /// <param name="header">The <c>If-Match</c> header.</param>
    /// <param name="command">Makes the command.</param>
    /// <param name="cancellationToken">The request was given up.</param>
    public async Task<TicketResult> OnTaskAsync(string taskId, string? header, Func<IfMatch?, TaskCommand> command, CancellationToken cancellationToken)
    {
        if (!IfMatch.TryRead(header, out var ifMatch))
            return new TicketResult.Refused(BadIfMatch);
        return IdSource.IsId(taskId) && await cases.TicketOfTaskAsync(taskId, cancellationToken) is { } ticketId
            ? await pipeline.RunAsync(ticketId, command(ifMatch), cancellationToken)
            : new TicketResult.Refused(new Refusal.NotFound("Tugas"));
    }

    /// <summary>The ticket with an id or number as it is stored now; null when there is none that the actor may see.</summary>
    public async Task<TicketCase?> ReadAsync(string idOrNumber, Actor actor, CancellationToken cancellationToken) =>
        await FindIdAsync(idOrNumber, cancellationToken) is { } id ? await ReadByIdAsync(id, actor, cancellationToken) : null;

    /// <summary>The ticket of a task as it is stored now; null when there is none that the actor may see.</summary>
    public async Task<TicketCase?> ReadOfTaskAsync(string taskId, Actor actor, CancellationToken cancellationToken) =>
        IdSource.IsId(taskId) && await cases.TicketOfTaskAsync(taskId, cancellationToken) is { } id ? await ReadByIdAsync(id, actor, cancellationToken) : null;

    private static Refusal BadIfMatch => new Refusal.Malformed(T("Kepala If-Match harus berisi revisi, misalnya \"12\"."));

    private async Task<TicketCase?> ReadByIdAsync(string id, Actor actor, CancellationToken cancellationToken) =>
        await cases.ReadAsync(id, cancellationToken) is { } ticket && TicketAccess.CanSee(actor, Command.ViewTicket, ticket.Ticket, ticket.Tasks) ? ticket : null;

    private Task<string?> FindIdAsync(string idOrNumber, CancellationToken cancellationToken) => idOrNumber switch
    {
        _ when IdSource.IsId(idOrNumber) => Task.FromResult<string?>(idOrNumber),
        { Length: <= LongestNumber } when idOrNumber.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-') =>
            store.FindIdByNumberAsync(idOrNumber, cancellationToken),
        _ => Task.FromResult<string?>(null),
    };
}
