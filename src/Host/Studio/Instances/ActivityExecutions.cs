using System.Text.Json;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage;
using Alur.Host.Studio.Contract;
using Alur.Host.Tickets;

namespace Alur.Host.Studio.Instances;

/// <summary>Which activities a report is asked about.</summary>
internal sealed record ReportRequest(string? WorkflowInstanceId, string?[]? ActivityNodeIds);

/// <summary>Numbers for the badges on the chart.</summary>
internal sealed record ExecutionReport(IReadOnlyList<ActivityStats> Stats);

/// <summary>How often an activity was visited, and whether it waits or stands still.</summary>
internal sealed record ActivityStats(
    string ActivityId, string ActivityNodeId, int StartedCount, int CompletedCount, int UncompletedCount, bool IsBlocked, bool IsFaulted, int AggregateFaultCount,
    IReadOnlyDictionary<string, object?> Metadata);

/// <summary>One visit as Elsa tells it.</summary>
internal sealed record ExecutionRecord(
    string Id, string WorkflowInstanceId, string? ParentActivityInstanceId, string ActivityId, string ActivityNodeId, string ActivityType, int ActivityTypeVersion,
    string? ActivityName, IReadOnlyDictionary<string, object?> ActivityState, object? Payload, IReadOnlyDictionary<string, object?> Outputs,
    IReadOnlyDictionary<string, object?> Properties, IReadOnlyDictionary<string, object?> Metadata, ExceptionView? Exception, DateTimeOffset StartedAt,
    DateTimeOffset? CompletedAt, bool HasBookmarks, string Status, int AggregateFaultCount);

/// <summary>The visits of an instance: counted for the chart, listed for an activity, one by its id.</summary>
internal static class ActivityExecutions
{
    private const int IdLength = 32;
    private const int MostRecords = 1000;

    private static readonly Dictionary<string, object?> Nothing = [];

    public static void Map(IEndpointRouteBuilder studio)
    {
        studio.MapPost("/activity-executions/report", async (
            ReportRequest? request, InstanceReader reader, AlurDb db, Procedures procedures, CancellationToken cancellationToken) =>
            await ReadAsync(request?.WorkflowInstanceId, reader, db, procedures, cancellationToken) is { } history
                ? Results.Ok(new ExecutionReport(StatsOf(history, request?.ActivityNodeIds)))
                : new Refusal.NotFound("Proses").ToResult()).Reads();
        foreach (var route in (string[])["/activity-executions/list", "/activity-execution-summaries/list"])
        {
            studio.MapGet(route, async (
                Actor actor, InstanceReader reader, AlurDb db, Procedures procedures, CancellationToken cancellationToken, string? workflowInstanceId = null, string? activityNodeId = null) =>
                await ReadAsync(workflowInstanceId, reader, db, procedures, cancellationToken) is { } history
                    ? Results.Ok(StudioList.Of<ExecutionRecord>([.. history.Visits.Where(visit => string.IsNullOrEmpty(activityNodeId) || visit.Activity.NodeId == activityNodeId)
                        .TakeLast(MostRecords).Select(visit => Show(history, visit, actor))]))
                    : new Refusal.NotFound("Proses").ToResult()).Reads();
        }
        studio.MapGet("/activity-executions/by-id", async (
            Actor actor, InstanceReader reader, AlurDb db, Procedures procedures, CancellationToken cancellationToken, string? id = null) =>
        {
            var history = id is { Length: > IdLength } ? await ReadAsync(id[..IdLength], reader, db, procedures, cancellationToken) : null;
            var visit = history?.Visits.FirstOrDefault(visit => InstanceDetails.VisitId(history.Ticket.Ticket.Id, visit.Activity.Id, visit.Number) == id);
            return visit is null ? new Refusal.NotFound("Kunjungan").ToResult() : Results.Ok(Show(history!, visit, actor));
        }).Reads();
    }

    /// <summary>Numbers by activity; all activities that were visited when no nodes are named.</summary>
    public static IReadOnlyList<ActivityStats> StatsOf(InstanceHistory history, string?[]? nodes) =>
    [
        .. history.Visits.GroupBy(visit => visit.Activity).Where(group => nodes is not { Length: > 0 } || nodes.Contains(group.Key.NodeId)).Select(group => new ActivityStats(
            group.Key.Id,
            group.Key.NodeId,
            group.Count(),
            group.Count(visit => visit.Status == "Completed"),
            group.Count(visit => visit.EndedAt is null),
            group.Any(visit => visit.Waits),
            group.Any(visit => visit.Status == "Faulted"),
            group.Count(visit => visit.Status == "Faulted"),
            Nothing)),
    ];

    /// <summary>What a visit was given: whose task it is.</summary>
    public static IReadOnlyDictionary<string, object?> StateOf(VisitRecord visit) =>
        visit.Role is { } role ? new Dictionary<string, object?> { ["Pelaksana"] = RoleNames.Show(role) } : Nothing;

    /// <summary>How a visit ended; what came with the answer only for who may read tickets.</summary>
    public static object? PayloadOf(VisitRecord visit, bool sees) => visit.Status != "Completed" ? null : new Dictionary<string, object?>
    {
        ["Outcomes"] = visit.Outcomes,
        ["Data"] = visit.Data is { ValueKind: not JsonValueKind.Null } data ? sees ? data : InstanceReader.Hidden : null,
    };

    private static ExecutionRecord Show(InstanceHistory history, VisitRecord visit, Actor actor)
    {
        var id = history.Ticket.Ticket.Id;
        return new ExecutionRecord(
            InstanceDetails.VisitId(id, visit.Activity.Id, visit.Number),
            id,
            visit.Parent is { } parent ? InstanceDetails.VisitId(id, parent.Activity.Id, parent.Number) : null,
            visit.Activity.Id,
            visit.Activity.NodeId,
            visit.Activity.Type.Descriptor.TypeName,
            visit.Activity.Type.Descriptor.Version,
            visit.Activity.DisplayText,
            StateOf(visit),
            PayloadOf(visit, InstanceReader.SeesTexts(actor, history.Ticket.Ticket.ReporterId)),
            Nothing,
            Nothing,
            Nothing,
            visit is { Status: "Faulted", Incident: { } incident } ? new ExceptionView(incident.Code, incident.Message) : null,
            visit.StartedAt,
            visit.EndedAt,
            visit.Waits,
            visit.Status,
            visit.Faults);
    }

    private static async Task<InstanceHistory?> ReadAsync(string? id, InstanceReader reader, AlurDb db, Procedures procedures, CancellationToken cancellationToken) =>
        id is not null && await reader.ReadAsync(id, cancellationToken) is { } ticket ? await InstanceHistory.ReadAsync(db, ticket, procedures, cancellationToken) : null;
}
