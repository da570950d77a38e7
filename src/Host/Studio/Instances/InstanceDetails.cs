using System.Globalization;
using System.Text.Json;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Studio.Contract;
using Alur.Host.Tickets;
using Alur.Workflows.Instances;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Instances;

/// <summary>An instance with its state.</summary>
internal sealed record InstanceView(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, string Status, string SubStatus, string? CorrelationId, string? Name, int IncidentCount,
    bool IsTest, bool IsSystem, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt, InstanceStateView WorkflowState);

/// <summary>The state as Elsa's viewer reads it.</summary>
internal sealed record InstanceStateView(
    string Id, string DefinitionId, string DefinitionVersionId, int DefinitionVersion, string? CorrelationId, string Status, string SubStatus,
    IReadOnlyList<BookmarkView> Bookmarks, IReadOnlyList<StudioIncident> Incidents, IReadOnlyDictionary<string, JsonElement> Input,
    IReadOnlyDictionary<string, JsonElement> Output, IReadOnlyDictionary<string, JsonElement> Properties);

/// <summary>What a visit waits for.</summary>
internal sealed record BookmarkView(string Id, string Name, string ActivityId, string ActivityNodeId, string ActivityInstanceId, DateTimeOffset CreatedAt);

/// <summary>An open incident. The key is the one by which <c>/api/tickets/{id}/incidents/{key}</c> retries, resolves or skips it.</summary>
internal sealed record StudioIncident(
    int Key, string ActivityId, string ActivityNodeId, string ActivityType, string Message, ExceptionView Exception, DateTimeOffset Timestamp, IReadOnlyList<string> Outcomes);

/// <summary>Why an activity could not go on.</summary>
internal sealed record ExceptionView(string Type, string Message);

/// <summary>A variable of an instance.</summary>
internal sealed record VariableView(string Id, string Name, object? Value);

/// <summary>One instance: all of it, its bare state (polled by the viewer), its variables.</summary>
internal static class InstanceDetails
{
    public static void Map(IEndpointRouteBuilder studio)
    {
        studio.MapGet("/workflow-instances/{id}", (string id, Actor actor, InstanceReader reader, CancellationToken cancellationToken) =>
            WithAsync(reader, id, ticket => Show(ticket, actor), cancellationToken)).Reads();
        studio.MapGet("/workflow-instances/{id}/execution-state", (string id, InstanceReader reader, CancellationToken cancellationToken) => WithAsync(
            reader,
            id,
            ticket => new { Status = InstanceReader.StatusOf(ticket.State.Status), WorkflowSubStatus = ticket.State.SubStatus.ToString(), SubStatus = ticket.State.SubStatus.ToString(), ticket.State.UpdatedAt },
            cancellationToken)).Reads();
        studio.MapGet("/workflow-instances/{id}/variables", (string id, Actor actor, InstanceReader reader, CancellationToken cancellationToken) =>
            WithAsync(reader, id, ticket => StudioList.Of<VariableView>([.. Variables(ticket, actor)]), cancellationToken)).Reads();
    }

    /// <summary>The name by which a visit is known in records.</summary>
    public static string VisitId(string instanceId, string activityId, int visit) => string.Create(CultureInfo.InvariantCulture, $"{instanceId}-{activityId}-{visit}");

    private static async Task<IResult> WithAsync<TShown>(InstanceReader reader, string id, Func<TicketCase, TShown> show, CancellationToken cancellationToken) =>
        await reader.ReadAsync(id, cancellationToken) is { } ticket ? Results.Ok(show(ticket)) : new Refusal.NotFound("Proses").ToResult();

    private static InstanceView Show(TicketCase ticket, Actor actor)
    {
        var state = ticket.State;
        var (status, sub) = (InstanceReader.StatusOf(state.Status), state.SubStatus.ToString());
        var sees = InstanceReader.SeesTexts(actor, ticket.Ticket.ReporterId);
        var none = new Dictionary<string, JsonElement>();
        return new InstanceView(
            state.Id, state.DefinitionId, state.VersionId, state.Version, status, sub, ticket.Ticket.Number, sees ? state.Name : ticket.Ticket.Number, state.Incidents.Length,
            ticket.Ticket.IsTest, IsSystem: false, state.CreatedAt, state.UpdatedAt, state.FinishedAt,
            new InstanceStateView(
                state.Id, state.DefinitionId, state.VersionId, state.Version, ticket.Ticket.Number, status, sub,
                [.. state.Visits.Where(visit => visit.Bookmark is not null).Select(visit => Bookmark(ticket, visit))],
                [.. state.Incidents.Select(incident => Incident(ticket, incident))],
                sees ? state.Input : none, sees ? state.Output : none, none));
    }

    private static BookmarkView Bookmark(TicketCase ticket, VisitState visit) => new(
        $"{ticket.Ticket.Id}-{visit.Key}",
        visit.Bookmark switch { TaskBookmark => T("Tugas"), TimerBookmark => T("Pengatur waktu"), _ => T("Peristiwa") },
        visit.Activity,
        ticket.Procedure.Workflow.ById[visit.Activity].NodeId,
        VisitId(ticket.Ticket.Id, visit.Activity, visit.Number),
        visit.StartedAt);

    private static StudioIncident Incident(TicketCase ticket, IncidentState incident)
    {
        var activity = ticket.Procedure.Workflow.ById[incident.Activity];
        return new StudioIncident(
            incident.Key, incident.Activity, activity.NodeId, activity.Type.Descriptor.TypeName, incident.Message, new ExceptionView(incident.Code, incident.Message), incident.At,
            activity.Ports);
    }

    private static IEnumerable<VariableView> Variables(TicketCase ticket, Actor actor)
    {
        var sees = InstanceReader.SeesTexts(actor, ticket.Ticket.ReporterId);
        foreach (var scope in ticket.State.Scopes)
        {
            var declared = scope.Owner is { } key
                ? ticket.Procedure.Workflow.ById[ticket.State.Visits.First(visit => visit.Key == key).Activity].Variables
                : ticket.Procedure.Workflow.Variables;
            foreach (var variable in declared)
            {
                var has = scope.Variables.TryGetValue(variable.Id, out var value) && value.ValueKind != JsonValueKind.Null;
                yield return new VariableView(variable.Id, variable.Name, !has ? null : sees ? value : InstanceReader.Hidden);
            }
        }
    }
}
