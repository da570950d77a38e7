using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Studio.Contract;
using Alur.Workflows.Instances;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Studio.Instances;

/// <summary>What Studio asks of the list of instances; what it does not fill in filters nothing.</summary>
internal sealed record InstanceListRequest
{
    public int? Page { get; init; }

    public int? PageSize { get; init; }

    public string? SearchTerm { get; init; }

    public string? DefinitionId { get; init; }

    public string?[]? DefinitionIds { get; init; }

    public string? DefinitionVersionId { get; init; }

    public int? Version { get; init; }

    public string? CorrelationId { get; init; }

    public string? Status { get; init; }

    public string?[]? Statuses { get; init; }

    public string? SubStatus { get; init; }

    public string?[]? SubStatuses { get; init; }

    public bool? HasIncidents { get; init; }

    public string? OrderDirection { get; init; }

    public InstanceTimeFilter?[]? TimestampFilters { get; init; }
}

/// <summary>A condition on one of the three times of an instance.</summary>
internal sealed record InstanceTimeFilter(string? Column, string? Operator, DateTimeOffset? Timestamp);

/// <summary>An instance in the list.</summary>
internal sealed record InstanceSummary(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, string Status, string SubStatus, string? CorrelationId, string? Name, int IncidentCount,
    bool IsTest, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt);

/// <summary>A page of instances.</summary>
/// <param name="Items">The instances.</param>
/// <param name="TotalCount">How many there are, up to <see cref="InstanceList.MostCounted"/>; no more are counted.</param>
internal sealed record InstancePage(IReadOnlyList<InstanceSummary> Items, int TotalCount);

/// <summary>
/// The list of instances, newest first or oldest first. Studio pages by number, so its pages are bounded: it walks the index of tickets by time and never beyond
/// <see cref="MostCounted"/> rows. A term finds an instance by its whole id or ticket number.
/// </summary>
internal static class InstanceList
{
    public const int MostCounted = 10_000;

    private const int LargestPage = 100;
    private const int MostValues = 100;

    public static void Map(IEndpointRouteBuilder studio) => studio.MapPost("/workflow-instances", async (
        InstanceListRequest? request, Actor actor, AlurDb db, CancellationToken cancellationToken) => Results.Ok(await ReadAsync(db, request ?? new(), actor, cancellationToken))).Reads();

    private static async Task<InstancePage> ReadAsync(AlurDb db, InstanceListRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var size = Math.Clamp(request.PageSize ?? 15, 1, LargestPage);
        var skip = Math.Min((long)Math.Max(request.Page ?? 0, 0) * size, MostCounted);
        var query = from ticket in Filter(db.Tickets.AsNoTracking(), request)
                    join instance in Filter(db.Instances.AsNoTracking(), request) on ticket.Id equals instance.Id
                    select new { Ticket = ticket, Instance = instance };
        var ordered = string.Equals(request.OrderDirection, "Ascending", StringComparison.OrdinalIgnoreCase)
            ? query.OrderBy(row => row.Ticket.OpenedAt).ThenBy(row => row.Ticket.Id)
            : query.OrderByDescending(row => row.Ticket.OpenedAt).ThenByDescending(row => row.Ticket.Id);
        var total = await ordered.Select(row => row.Ticket.Id).Take(MostCounted).CountAsync(cancellationToken);
        var rows = await ordered.Skip((int)skip).Take(size)
            .Select(row => new
            {
                row.Instance.Id, row.Instance.DefinitionId, row.Instance.DefinitionVersionId, row.Instance.DefinitionVersion, row.Instance.Status, row.Instance.SubStatus,
                row.Instance.Name, row.Instance.IncidentCount, row.Instance.CreatedAt, row.Instance.UpdatedAt, row.Instance.FinishedAt, row.Ticket.Number,
                row.Ticket.IsTest, row.Ticket.ReporterId,
            })
            .ToListAsync(cancellationToken);
        return new InstancePage(
            [.. rows.Select(row => new InstanceSummary(
                row.Id, row.DefinitionId, row.DefinitionVersionId, row.DefinitionVersion, row.Status == nameof(InstanceStatus.Running) ? "Running" : "Finished",
                row.SubStatus, row.Number, InstanceReader.SeesTexts(actor, row.ReporterId) ? row.Name : row.Number, row.IncidentCount, row.IsTest, row.CreatedAt,
                row.UpdatedAt, row.FinishedAt))],
            total);
    }

    private static IQueryable<TicketRow> Filter(IQueryable<TicketRow> tickets, InstanceListRequest request)
    {
        foreach (var term in (string?[])[request.SearchTerm, request.CorrelationId])
        {
            if (string.IsNullOrWhiteSpace(term))
                continue;
            var (id, number) = (term.Trim(), term.Trim().ToUpperInvariant());
            tickets = tickets.Where(ticket => ticket.Id == id || ticket.Number == number);
        }
        if (Values(request.Status, request.Statuses) is { } statuses)
        {
            var open = statuses.Contains("Running", StringComparer.OrdinalIgnoreCase);
            var over = statuses.Contains("Finished", StringComparer.OrdinalIgnoreCase);
            if (open != over)
                tickets = open ? tickets.Where(ticket => ticket.Status == TicketStatus.Open) : tickets.Where(ticket => ticket.Status != TicketStatus.Open);
            else if (!open)
                tickets = tickets.Where(ticket => false);
        }
        return tickets;
    }

    private static IQueryable<InstanceRow> Filter(IQueryable<InstanceRow> instances, InstanceListRequest request)
    {
        if (Values(request.DefinitionId, request.DefinitionIds) is { } definitions)
            instances = instances.Where(instance => definitions.Contains(instance.DefinitionId));
        if (!string.IsNullOrEmpty(request.DefinitionVersionId))
            instances = instances.Where(instance => instance.DefinitionVersionId == request.DefinitionVersionId);
        if (request.Version is { } version)
            instances = instances.Where(instance => instance.DefinitionVersion == version);
        if (Values(request.SubStatus, request.SubStatuses) is { } subs)
            instances = instances.Where(instance => subs.Contains(instance.SubStatus));
        if (request.HasIncidents is { } has)
            instances = has ? instances.Where(instance => instance.IncidentCount > 0) : instances.Where(instance => instance.IncidentCount == 0);
        foreach (var filter in (request.TimestampFilters ?? []).Take(MostValues))
        {
            if (filter is { Timestamp: { } at })
                instances = InstanceTimes.Filter(instances, filter.Column, filter.Operator, at);
        }
        return instances;
    }

    /// <summary>The values asked for; null when none are and nothing is filtered.</summary>
    private static string[]? Values(string? one, string?[]? many)
    {
        var values = (many ?? []).Append(one).Where(value => !string.IsNullOrEmpty(value)).Select(value => value!).Take(MostValues).ToArray();
        return values.Length == 0 ? null : values;
    }
}
