#pragma warning disable CA1309 // string.Compare becomes a comparison in SQL; the database knows no other overload.
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Lists;

/// <summary>
/// The work lists, oldest first, each along an index of its own. Add <c>Take(limit)</c>; the cursor of the next page is made of the last row. The first
/// condition on the sort key looks superfluous but lets the database jump into the index.
/// </summary>
public static class WorkLists
{
    /// <summary>What waits for somebody of a role.</summary>
    /// <param name="db">The database.</param>
    /// <param name="roles">The roles; none gives nothing.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <returns>Open tasks by opening time.</returns>
    public static IQueryable<TaskRow> Unclaimed(AlurDb db, IReadOnlyCollection<string> roles, Cursor? after) =>
        OfRoles(db.Tasks.AsNoTracking().Where(task => task.State == TaskState.Open), roles).ByOpening(after);

    /// <summary>What a user holds.</summary>
    /// <param name="db">The database.</param>
    /// <param name="userId">The user.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <returns>Claimed tasks by opening time.</returns>
    public static IQueryable<TaskRow> Mine(AlurDb db, string userId, Cursor? after) =>
        db.Tasks.AsNoTracking().Where(task => task.State == TaskState.Claimed && task.AssigneeId == userId).ByOpening(after);

    /// <summary>What is open, whoever holds it.</summary>
    /// <param name="db">The database.</param>
    /// <param name="roles">The roles; null for all.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <returns>Open and claimed tasks by opening time.</returns>
    public static IQueryable<TaskRow> AllOpen(AlurDb db, IReadOnlyCollection<string>? roles, Cursor? after) =>
        OfRoles(db.Tasks.AsNoTracking().Where(task => task.State == TaskState.Open || task.State == TaskState.Claimed), roles).ByOpening(after);

    /// <summary>What is open though its time is up, longest overdue first. Cursor: due time and id.</summary>
    /// <param name="db">The database.</param>
    /// <param name="roles">The roles; null for all.</param>
    /// <param name="now">The moment.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <returns>Open and claimed tasks by due time.</returns>
    public static IQueryable<TaskRow> Overdue(AlurDb db, IReadOnlyCollection<string>? roles, DateTimeOffset now, Cursor? after)
    {
        var tasks = OfRoles(
            db.Tasks.AsNoTracking().Where(task => (task.State == TaskState.Open || task.State == TaskState.Claimed) && task.DueAt != null && task.DueAt < now),
            roles);
        if (after is { } last)
            tasks = tasks.Where(task => task.DueAt >= last.At && (task.DueAt > last.At || string.Compare(task.Id, last.Id) > 0));
        return tasks.OrderBy(task => task.DueAt).ThenBy(task => task.Id);
    }

    /// <summary>What was ever found late, latest first. Cursor: time of the breach and id.</summary>
    /// <param name="db">The database.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="acknowledged">Only those that somebody has seen to, or that nobody has; null for all.</param>
    /// <returns>Tasks by the time of their breach, descending.</returns>
    public static IQueryable<TaskRow> Breached(AlurDb db, Cursor? after, bool? acknowledged = null)
    {
        var tasks = db.Tasks.AsNoTracking().Where(task => task.BreachedAt != null);
        if (acknowledged is { } seen)
            tasks = seen ? tasks.Where(task => task.AcknowledgedAt != null) : tasks.Where(task => task.AcknowledgedAt == null);
        if (after is { } last)
            tasks = tasks.Where(task => task.BreachedAt <= last.At && (task.BreachedAt < last.At || string.Compare(task.Id, last.Id) < 0));
        return tasks.OrderByDescending(task => task.BreachedAt).ThenByDescending(task => task.Id);
    }

    private static IQueryable<TaskRow> OfRoles(IQueryable<TaskRow> tasks, IReadOnlyCollection<string>? roles)
    {
        if (roles is null) return tasks;
        // An equality keeps the order of the index; a list of roles must be sorted again.
        if (roles.Count != 1) return tasks.Where(task => roles.Contains(task.Role));
        var role = roles.Single();
        return tasks.Where(task => task.Role == role);
    }

    private static IQueryable<TaskRow> ByOpening(this IQueryable<TaskRow> tasks, Cursor? after)
    {
        if (after is { } last)
            tasks = tasks.Where(task => task.OpenedAt >= last.At && (task.OpenedAt > last.At || string.Compare(task.Id, last.Id) > 0));
        return tasks.OrderBy(task => task.OpenedAt).ThenBy(task => task.Id);
    }
}
