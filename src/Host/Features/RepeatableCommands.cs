using System.Text.Json;
using Alur.Host.Idempotency;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Alur.Host.Features;

/// <summary>
/// Commands that may be sent again under an <c>Idempotency-Key</c>, when the answer to the first time was lost: the answer is kept in the command's own
/// transaction, and whoever sends it again gets it.
/// </summary>
/// <param name="requests">Runs the commands.</param>
/// <param name="pipeline">Gives the moment.</param>
/// <param name="contexts">Reads earlier answers.</param>
/// <param name="json">How answers are written.</param>
public sealed class RepeatableCommands(TicketRequests requests, TicketPipeline pipeline, IDbContextFactory<AlurDb> contexts, IOptions<JsonOptions> json)
{
    /// <summary>Runs a command on the ticket with an id or number; the answer is the ticket.</summary>
    /// <param name="context">The request.</param>
    /// <param name="idOrNumber">From the address.</param>
    /// <param name="ifMatch">The <c>If-Match</c> header.</param>
    /// <param name="actor">Who sends it.</param>
    /// <param name="command">Makes the command.</param>
    /// <param name="answer">Turns what became of it into an answer; the ticket or the refusal when null.</param>
    public Task<IResult> OnTicketAsync(
        HttpContext context, string idOrNumber, string? ifMatch, Actor actor, Func<IfMatch?, TicketCommand> command, Func<TicketResult, IResult>? answer = null) =>
        RunAsync(
            context,
            actor,
            kept => requests.OnTicketAsync(idOrNumber, ifMatch, revision => kept(command(revision)), context.RequestAborted),
            answer ?? (result => Answer.Ticket(result, actor)));

    /// <summary>Runs a command on a task; the answer is its ticket.</summary>
    /// <param name="context">The request.</param>
    /// <param name="taskId">From the address.</param>
    /// <param name="ifMatch">The <c>If-Match</c> header.</param>
    /// <param name="actor">Who sends it.</param>
    /// <param name="command">Makes the command.</param>
    public Task<IResult> OnTaskAsync(HttpContext context, string taskId, string? ifMatch, Actor actor, Func<IfMatch?, TaskCommand> command) => RunAsync(
        context,
        actor,
        kept => requests.OnTaskAsync(taskId, ifMatch, revision => (TaskCommand)kept(command(revision)), context.RequestAborted),
        result => Answer.Ticket(result, actor));

    /// <summary>Runs a command that a form sent; sent twice, it is done once.</summary>
    /// <param name="once">The form.</param>
    /// <param name="run">Runs the command, after <see cref="TicketCommand.Remember"/> was put into it.</param>
    /// <param name="cancellationToken">The request was given up.</param>
    /// <returns>Why not; null when it is done, by this sending or by an earlier one.</returns>
    public async Task<Refusal?> OnFormAsync(Once once, Func<Func<TicketCommand, TicketCommand>, Task<Refusal?>> run, CancellationToken cancellationToken)
    {
        if (await once.FindAsync(contexts, cancellationToken) is { } earlier)
            return earlier.IsSame ? null : new Refusal.IdempotencyMismatch();
        var refusal = await run(command => command with { Remember = _ => once.Remember(StatusCodes.Status200OK, "{}", pipeline.Now()) });
        return refusal is not null && await once.FindAsync(contexts, cancellationToken) is { IsSame: true } ? null : refusal;
    }

    private async Task<IResult> RunAsync(HttpContext context, Actor actor, Func<Func<TicketCommand, TicketCommand>, Task<TicketResult>> run, Func<TicketResult, IResult> answer)
    {
        var (once, refusal) = Once.Begin(context, actor.Id);
        if (refusal is not null)
            return refusal.ToResult();
        if (once is null)
            return answer(await run(command => command));
        if (await once.EarlierAsync(contexts, context.RequestAborted) is { } earlier)
            return earlier;
        var result = await run(command => command with
        {
            Remember = after => once.Remember(
                StatusCodes.Status200OK, JsonSerializer.Serialize(TicketView.Of(after, actor), json.Value.SerializerOptions), pipeline.Now()),
        });
        // Refused because the same request was first, on another connection: then its answer is there now.
        if (result is TicketResult.Refused && await once.EarlierAsync(contexts, context.RequestAborted) is { } first)
            return first;
        return answer(result);
    }
}
