using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Features.ListTasks;

/// <summary>A task of a list with what is shown of its ticket.</summary>
internal sealed record ListedTask(TaskRow Task, string Number, string Title, bool IsTest, long Revision)
{
    /// <summary>The task as the list shows it, with the revision that a command on it can name.</summary>
    public TaskView View => TaskView.Of(Task, Number, Title, IsTest) with { Revision = Revision };

    /// <summary>Reads a page of tasks. A join may give rows in any order: the caller sorts them again, the page is small.</summary>
    public static async Task<List<ListedTask>> ReadAsync(AlurDb db, IQueryable<TaskRow> tasks, CancellationToken cancellationToken)
    {
        var rows = await tasks
            .Join(db.Tickets, task => task.InstanceId, ticket => ticket.Id, (task, ticket) => new { Task = task, ticket.Number, ticket.Title, ticket.IsTest })
            .Join(db.Instances, row => row.Task.InstanceId, instance => instance.Id, (row, instance) => new { row.Task, row.Number, row.Title, row.IsTest, instance.Revision })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new ListedTask(row.Task, row.Number, row.Title, row.IsTest, row.Revision))];
    }
}
