using System.Globalization;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;
using Alur.Workflows.Flow;
using Microsoft.AspNetCore.Mvc;

namespace Alur.Host.Features.Incidents;

/// <summary>Body of resolving an incident.</summary>
/// <param name="Outcome">The outcome by which the process goes on.</param>
/// <param name="Reason">Why, 1 to 2,000 characters.</param>
public sealed record ResolveIncidentRequest(string? Outcome, string? Reason);

/// <summary>Body of skipping an incident.</summary>
/// <param name="Reason">Why, 1 to 2,000 characters.</param>
public sealed record SkipIncidentRequest(string? Reason);

/// <summary>An operator deals with an incident: tries again, gives the outcome, or goes past it.</summary>
/// <param name="Stimulus">What the process is told.</param>
/// <param name="Actor">The operator.</param>
/// <param name="IfMatch">The revisions the caller acts on.</param>
public sealed record HandleIncident(Stimulus Stimulus, Actor Actor, IfMatch? IfMatch) : TicketCommand(Actor, Command.HandleIncident, IfMatch)
{
    private const int Longest = 2_000;

    /// <inheritdoc/>
    public override Refusal? Decide(TicketDraft draft) => TicketGuard.WhyOver(draft.Ticket) ?? WhyNoOutcome(draft) ?? draft.Advance(Stimulus);

    /// <summary>The engine refuses an unknown outcome too, but in its own words.</summary>
    private Refusal.Invalid? WhyNoOutcome(TicketDraft draft)
    {
        if (Stimulus is not Stimulus.ResolveIncident resolve || draft.State.Incidents.FirstOrDefault(open => open.Key == resolve.Incident) is not { } incident)
            return null;
        var activity = draft.Procedure.Workflow.ById[incident.Activity];
        if (activity.Ports.IsEmpty || activity.Ports.Contains(resolve.Outcome))
            return null;
        return new Refusal.Invalid("outcome", draft.Procedure.Steps[incident.Activity].Choices(activity.Ports));
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var incidents = routes.MapGroup("/api/tickets/{id}/incidents/{key}");
        incidents.MapPost("/retry", (
            string id, string key, Actor actor, [FromHeader(Name = "If-Match")] string? ifMatch, TicketRequests requests, CancellationToken cancellationToken) =>
            RunAsync(id, key, number => new Stimulus.RetryIncident(number), actor, ifMatch, requests, cancellationToken))
            .IsTicketCommand<IncidentResult>(Command.HandleIncident, TicketRoutes.Incidents, "Mencoba lagi langkah yang gagal");
        incidents.MapPost("/resolve", (
            string id,
            string key,
            ResolveIncidentRequest request,
            Actor actor,
            [FromHeader(Name = "If-Match")] string? ifMatch,
            TicketRequests requests,
            CancellationToken cancellationToken) =>
        {
            var errors = new FieldErrors();
            var outcome = errors.Required("outcome", request.Outcome, 100);
            var reason = errors.Required("reason", request.Reason, Longest);
            return errors.Refusal is { } wrong
                ? Task.FromResult(wrong.ToResult())
                : RunAsync(id, key, number => new Stimulus.ResolveIncident(number, outcome, reason), actor, ifMatch, requests, cancellationToken);
        })
            .IsTicketCommand<IncidentResult>(Command.HandleIncident, TicketRoutes.Incidents, "Menyelesaikan langkah yang gagal dengan hasil tertentu");
        incidents.MapPost("/skip", (
            string id,
            string key,
            SkipIncidentRequest request,
            Actor actor,
            [FromHeader(Name = "If-Match")] string? ifMatch,
            TicketRequests requests,
            CancellationToken cancellationToken) =>
        {
            var errors = new FieldErrors();
            var reason = errors.Required("reason", request.Reason, Longest);
            return errors.Refusal is { } wrong
                ? Task.FromResult(wrong.ToResult())
                : RunAsync(id, key, number => new Stimulus.SkipIncident(number, reason), actor, ifMatch, requests, cancellationToken);
        })
            .IsTicketCommand<IncidentResult>(Command.HandleIncident, TicketRoutes.Incidents, "Melewati langkah yang gagal");
    }

    private static async Task<IResult> RunAsync(
        string id, string key, Func<int, Stimulus> stimulus, Actor actor, string? ifMatch, TicketRequests requests, CancellationToken cancellationToken)
    {
        if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new Refusal.NotFound("Insiden").ToResult();
        var result = await requests.OnTicketAsync(id, ifMatch, revision => new HandleIncident(stimulus(number), actor, revision), cancellationToken);
        return result switch
        {
            TicketResult.Done done => Results.Ok(IncidentResult.Of(done.Ticket)),
            TicketResult.Refused refused => refused.Why.ToResult(),
            _ => throw new InvalidOperationException($"Expected done or refused but got {result.GetType().Name}."),
        };
    }
}

/// <summary>Where a process stands after an operator dealt with an incident. An operator has no part in the ticket, so its content is not shown.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="TicketNumber">Its number.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Status">Its status.</param>
/// <param name="CurrentStep">The step it waits on now.</param>
/// <param name="CurrentStepNo">Number of that step.</param>
/// <param name="Incidents">Incidents that are still open.</param>
public sealed record IncidentResult(
    string TicketId, string TicketNumber, long Revision, string Status, string? CurrentStep, int? CurrentStepNo, IReadOnlyList<IncidentView> Incidents)
{
    internal static IncidentResult Of(TicketCase ticket) => new(
        ticket.Ticket.Id,
        ticket.Ticket.Number,
        ticket.Revision,
        ticket.Ticket.Status.ToString(),
        ticket.Ticket.CurrentStep,
        ticket.Ticket.CurrentStepNo,
        [.. ticket.State.Incidents.Select(incident => IncidentView.Of(ticket, incident))]);
}
