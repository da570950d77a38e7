using Alur.Host.Features.CancelTicket;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Studio.Contract;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Instances;

/// <summary>Which instances to cancel or delete.</summary>
internal sealed record InstanceIds(string?[]? Ids);

/// <summary>
/// Ending instances from Studio. Cancelling is the ticket's own cancellation and needs its right. Deleting is for trials only: a ticket's journal is a record of the office.
/// </summary>
internal static class EndInstance
{
    private const string Reason = "Dibatalkan dari Studio";
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder studio)
    {
        studio.MapPost("/cancel/workflow-instances/{id}", async (
            string id, Actor actor, TicketPipeline pipeline, CancellationToken cancellationToken) =>
            await CancelAsync(id, actor, pipeline, cancellationToken) is { } refusal ? refusal.ToResult() : Results.Ok()).RequireCommand(Command.CancelTicket);
        studio.MapPost("/bulk-actions/cancel/workflow-instances", (
            InstanceIds? request, Actor actor, TicketPipeline pipeline, CancellationToken cancellationToken) => EachAsync(
            request,
            id => CancelAsync(id, actor, pipeline, cancellationToken),
            done => new { CancelledCount = done })).RequireCommand(Command.CancelTicket);
        studio.MapDelete("/workflow-instances/{id}", async (string id, TrialTickets trials, CancellationToken cancellationToken) =>
            await DeleteAsync(id, trials, cancellationToken) is { } refusal ? refusal.ToResult() : Results.NoContent()).Edits();
        studio.MapPost("/bulk-actions/delete/workflow-instances/by-id", (InstanceIds? request, TrialTickets trials, CancellationToken cancellationToken) => EachAsync(
            request,
            id => DeleteAsync(id, trials, cancellationToken),
            done => new { Deleted = done, DeletedCount = done })).Edits();
    }

    private static async Task<Refusal?> CancelAsync(string id, Actor actor, TicketPipeline pipeline, CancellationToken cancellationToken) =>
        !IdSource.IsId(id) ? new Refusal.NotFound("Proses")
        : (await pipeline.RunAsync(id, new CancelTicket(Reason, actor, null), cancellationToken) as TicketResult.Refused)?.Why;

    private static Task<Refusal?> DeleteAsync(string id, TrialTickets trials, CancellationToken cancellationToken) =>
        IdSource.IsId(id) ? trials.DeleteAsync(id, cancellationToken) : Task.FromResult<Refusal?>(new Refusal.NotFound("Proses"));

    /// <summary>Does what can be done. What cannot be is told, by one message each, once the rest is done.</summary>
    private static async Task<IResult> EachAsync(InstanceIds? request, Func<string, Task<Refusal?>> act, Func<int, object> answer)
    {
        var ids = (request?.Ids ?? []).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (ids.Length > Most)
            return new Refusal.Invalid("ids", T("Paling banyak {0} sekaligus.", Most)).ToResult();
        var refusals = new List<string>();
        foreach (var id in ids)
        {
            if (await act(id) is { } refusal)
                refusals.Add(refusal.Detail);
        }
        return refusals.Count == 0
            ? Results.Ok(answer(ids.Length))
            : new Refusal.Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["ids"] = [.. refusals.Distinct(StringComparer.Ordinal)] }).ToResult();
    }
}
