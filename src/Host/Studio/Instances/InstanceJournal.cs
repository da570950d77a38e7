using System.Globalization;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage;
using Alur.Host.Studio.Contract;
using Alur.Host.Tickets;

namespace Alur.Host.Studio.Instances;

/// <summary>What Studio's viewer asks of a journal.</summary>
internal sealed record JournalRequest(JournalFilter? Filter);

/// <summary>Which lines are wanted; what is left out filters nothing.</summary>
internal sealed record JournalFilter
{
    public string?[]? ActivityIds { get; init; }

    public string?[]? ActivityNodeIds { get; init; }

    public string?[]? ExcludedActivityTypes { get; init; }

    public string?[]? EventNames { get; init; }
}

/// <summary>A line of the journal as Elsa tells it.</summary>
internal sealed record JournalEntry(
    string Id, string WorkflowInstanceId, string ActivityInstanceId, string? ParentActivityInstanceId, string ActivityId, string ActivityType, int ActivityTypeVersion,
    string? ActivityName, string NodeId, DateTimeOffset Timestamp, long Sequence, string EventName, string? Message, string? Source,
    IReadOnlyDictionary<string, object?>? ActivityState, object? Payload);

/// <summary>A page of the journal.</summary>
internal sealed record JournalPage(IReadOnlyList<JournalEntry> Items, int TotalCount);

/// <summary>The journal of an instance, from the same events that rebuild its state.</summary>
internal static class InstanceJournal
{
    private const int LargestPage = 1000;

    public static void Map(IEndpointRouteBuilder studio)
    {
        studio.MapPost("/workflow-instances/{id}/journal", (
            string id, JournalRequest? request, Actor actor, InstanceReader reader, AlurDb db, Procedures procedures, CancellationToken cancellationToken, string? skip = null, string? take = null) =>
            ShowAsync(id, request?.Filter ?? new(), skip, take, actor, reader, db, procedures, cancellationToken)).Reads();
        studio.MapGet("/workflow-instances/{id}/journal", (
            string id, Actor actor, InstanceReader reader, AlurDb db, Procedures procedures, CancellationToken cancellationToken, string? skip = null, string? take = null) =>
            ShowAsync(id, new(), skip, take, actor, reader, db, procedures, cancellationToken)).Reads();
    }

    private static async Task<IResult> ShowAsync(
        string id, JournalFilter filter, string? skip, string? take, Actor actor, InstanceReader reader, AlurDb db, Procedures procedures, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(id, cancellationToken) is not { } ticket)
            return new Refusal.NotFound("Proses").ToResult();
        var history = await InstanceHistory.ReadAsync(db, ticket, procedures, cancellationToken);
        var lines = history.Lines.Where(line =>
            Has(filter.ActivityIds, line.Visit.Activity.Id) && Has(filter.ActivityNodeIds, line.Visit.Activity.NodeId) && Has(filter.EventNames, line.Name)
            && filter.ExcludedActivityTypes?.Contains(line.Visit.Activity.Type.Descriptor.TypeName) != true).ToList();
        var sees = InstanceReader.SeesTexts(actor, ticket.Ticket.ReporterId);
        var page = lines.Skip(Number(skip, 0)).Take(Math.Min(Number(take, LargestPage), LargestPage));
        return Results.Ok(new JournalPage([.. page.Select(line => Show(ticket.Ticket.Id, line, sees))], lines.Count));
    }

    private static JournalEntry Show(string instanceId, VisitLine line, bool sees)
    {
        var visit = line.Visit;
        return new JournalEntry(
            string.Create(CultureInfo.InvariantCulture, $"{instanceId}-{line.Line.Seq}"),
            instanceId,
            InstanceDetails.VisitId(instanceId, visit.Activity.Id, visit.Number),
            visit.Parent is { } parent ? InstanceDetails.VisitId(instanceId, parent.Activity.Id, parent.Number) : null,
            visit.Activity.Id,
            visit.Activity.Type.Descriptor.TypeName,
            visit.Activity.Type.Descriptor.Version,
            visit.Activity.DisplayText,
            visit.Activity.NodeId,
            line.Line.At,
            line.Line.Seq,
            line.Name,
            line.IsText && !sees ? InstanceReader.Hidden : line.Message,
            line.Line.ActorName,
            ActivityExecutions.StateOf(visit),
            line.Name == "Completed" ? ActivityExecutions.PayloadOf(visit, sees) : null);
    }

    private static bool Has(string?[]? wanted, string value) => wanted is not { Length: > 0 } || wanted.Contains(value);

    private static int Number(string? text, int otherwise) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
