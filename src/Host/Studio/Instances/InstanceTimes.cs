using Alur.Host.Storage.Rows;

namespace Alur.Host.Studio.Instances;

/// <summary>Conditions on the times of instances, in Elsa's words. An unknown column or operator filters nothing.</summary>
internal static class InstanceTimes
{
    public static IQueryable<InstanceRow> Filter(IQueryable<InstanceRow> rows, string? column, string? comparison, DateTimeOffset at) => (column, comparison) switch
    {
        ("CreatedAt", "Is") => rows.Where(row => row.CreatedAt == at),
        ("CreatedAt", "IsNot") => rows.Where(row => row.CreatedAt != at),
        ("CreatedAt", "GreaterThan") => rows.Where(row => row.CreatedAt > at),
        ("CreatedAt", "GreaterThanOrEqual") => rows.Where(row => row.CreatedAt >= at),
        ("CreatedAt", "LessThan") => rows.Where(row => row.CreatedAt < at),
        ("CreatedAt", "LessThanOrEqual") => rows.Where(row => row.CreatedAt <= at),
        ("UpdatedAt", "Is") => rows.Where(row => row.UpdatedAt == at),
        ("UpdatedAt", "IsNot") => rows.Where(row => row.UpdatedAt != at),
        ("UpdatedAt", "GreaterThan") => rows.Where(row => row.UpdatedAt > at),
        ("UpdatedAt", "GreaterThanOrEqual") => rows.Where(row => row.UpdatedAt >= at),
        ("UpdatedAt", "LessThan") => rows.Where(row => row.UpdatedAt < at),
        ("UpdatedAt", "LessThanOrEqual") => rows.Where(row => row.UpdatedAt <= at),
        ("FinishedAt", "Is") => rows.Where(row => row.FinishedAt == at),
        ("FinishedAt", "IsNot") => rows.Where(row => row.FinishedAt != at),
        ("FinishedAt", "GreaterThan") => rows.Where(row => row.FinishedAt > at),
        ("FinishedAt", "GreaterThanOrEqual") => rows.Where(row => row.FinishedAt >= at),
        ("FinishedAt", "LessThan") => rows.Where(row => row.FinishedAt < at),
        ("FinishedAt", "LessThanOrEqual") => rows.Where(row => row.FinishedAt <= at),
        _ => rows,
    };
}
