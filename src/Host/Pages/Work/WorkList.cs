#pragma warning disable CA1309 // string.Compare becomes a comparison in SQL; the database knows no other overload.
using Alur.Host.Features;
using Alur.Host.Features.ListTasks;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Pages.Work;

/// <summary>
/// The work list in the order in which work should be done: what has a due time by that, then what has none by how long it waits. Two walks, one after the
/// other, so that each goes along its own key; the cursor says in which of them a page ended.
/// </summary>
internal static class WorkList
{
    private const string Due = "t";
    private const string Waiting = "u";

    public static async Task<Page<TaskView>> ReadAsync(
        AlurDb db, Actor actor, WorkFilter filter, DateTimeOffset now, PageRequest page, CancellationToken cancellationToken)
    {
        if (ListTasks.Query(db, actor, filter.View, now, after: null) is not { } tasks)
            return new Page<TaskView>([], null);
        tasks = filter.Apply(ListTasks.WithoutTrials(db, actor, filter.View, tasks));
        var found = new List<ListedTask>();
        var wanted = page.Limit + 1;
        if (!InWaiting(page.After))
            found.AddRange(await RowsAsync(db, WithDue(tasks, page.After).Take(wanted), cancellationToken));
        if (found.Count < wanted)
            found.AddRange(await RowsAsync(db, WithoutDue(tasks, InWaiting(page.After) ? page.After : null).Take(wanted - found.Count), cancellationToken));
        return Page.Of(
            page,
            found,
            row => row.View,
            row => row.Task.DueAt is { } due ? new Cursor(due, Due + row.Task.Id) : new Cursor(row.Task.OpenedAt, Waiting + row.Task.Id));
    }

    private static bool InWaiting(Cursor? after) => after?.Id.StartsWith(Waiting, StringComparison.Ordinal) == true;

    /// <summary>Those of the tasks that have a due time, by it.</summary>
    internal static IQueryable<TaskRow> WithDue(IQueryable<TaskRow> tasks, Cursor? after)
    {
        // That they are open or claimed goes for every view, and is said once more as the indexes by due time say it: SQLite does not conclude it from the view.
        tasks = tasks.Where(task => (task.State == TaskState.Open || task.State == TaskState.Claimed) && task.DueAt != null);
        if (after is { Id.Length: > 0 } last)
        {
            var id = last.Id[1..];
            tasks = tasks.Where(task => task.DueAt >= last.At && (task.DueAt > last.At || string.Compare(task.Id, id) > 0));
        }
        return tasks.OrderBy(task => task.DueAt).ThenBy(task => task.Id);
    }

    private static IQueryable<TaskRow> WithoutDue(IQueryable<TaskRow> tasks, Cursor? after)
    {
        tasks = tasks.Where(task => task.DueAt == null);
        if (after is { } last)
        {
            var id = last.Id[1..];
            tasks = tasks.Where(task => task.OpenedAt >= last.At && (task.OpenedAt > last.At || string.Compare(task.Id, id) > 0));
        }
        return tasks.OrderBy(task => task.OpenedAt).ThenBy(task => task.Id);
    }

    // Within a walk either every task has a due time or none has.
    private static async Task<IEnumerable<ListedTask>> RowsAsync(AlurDb db, IQueryable<TaskRow> tasks, CancellationToken cancellationToken) =>
        (await ListedTask.ReadAsync(db, tasks, cancellationToken)).OrderBy(row => row.Task.DueAt ?? row.Task.OpenedAt).ThenBy(row => row.Task.Id, StringComparer.Ordinal);
}
