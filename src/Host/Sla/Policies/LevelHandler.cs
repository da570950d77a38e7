using System.Text.Json;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Sla.Faults;
using Alur.Host.Sla.Outbox;
using Alur.Host.Sla.Sweep;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Policies;

/// <summary>
/// Carries out what a level does to a ticket. The outbox may hand an order over twice: the effect's key is kept in the commit of the command, so that the
/// second finds it done.
/// </summary>
/// <param name="pipeline">Runs the command.</param>
/// <param name="contexts">Knows what was done.</param>
/// <param name="accounts">The people.</param>
/// <param name="priorities">The office's priorities.</param>
/// <param name="faults">Listens at the places where dying must cost nothing.</param>
public sealed class LevelHandler(
    TicketPipeline pipeline, IDbContextFactory<AlurDb> contexts, AccountDirectory accounts, Priorities priorities, IFaultPoint faults) : IOutboxHandler
{
    /// <inheritdoc/>
    public string Kind => LevelOrder.OutboxKind;

    /// <inheritdoc/>
    public async Task<EffectEnd> HandleAsync(DueEffect effect, CancellationToken cancellationToken)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            if (await db.Idempotency.AnyAsync(i => i.UserId == Actor.System.Id && i.Key == effect.Key, cancellationToken)) return EffectEnd.Ok;

        var order = JsonSerializer.Deserialize(effect.Payload, LevelJson.Default.LevelOrder)!;
        var person = order.Action is { Do: PolicyActions.Assign, To: { } id } ? (await accounts.FindActiveAsync(id, cancellationToken))?.Actor : null;
        var listed = await priorities.ListAsync(cancellationToken);
        TicketCommand command = order.TaskId is null ? new RaiseTicket(order, listed) : new CarryOutLevel(order, person, listed);
        command = command with
        {
            Remember = after => SupportWrites.RememberAnswer(new IdempotencyRow
            {
                UserId = Actor.System.Id, Key = effect.Key, RequestHash = "", Status = 200, Response = "", CreatedAt = pipeline.Now(),
            }),
        };
        faults.Reached(FaultPlaces.BeforeLevelCommit);
        var result = await pipeline.RunAsync(order.TicketId, command, cancellationToken);
        faults.Reached(FaultPlaces.AfterLevelCommit);
        if (result is TicketResult.Refused { Why: Refusal.Contended })
            throw new InvalidOperationException($"Expected to carry out level {order.Level} of the ticket {order.TicketId} but it changed under every attempt.");
        return EffectEnd.Ok;
    }
}
