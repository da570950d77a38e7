using Alur.Host.Storage.Rows;
using Alur.Workflows.Instances;

namespace Alur.Host.Tickets;

/// <summary>
/// A ticket as decisions see it, at one revision. Shared between requests: neither it nor its rows are ever changed.
/// </summary>
/// <param name="Procedure">The version of the process it runs on.</param>
/// <param name="State">The engine's state.</param>
/// <param name="Revision">Commands committed so far; the next commit must find it unchanged.</param>
/// <param name="LastEvent">Last position in the journal.</param>
/// <param name="Ticket">The ticket.</param>
/// <param name="Tasks">All its tasks, in the order they were opened.</param>
public sealed record TicketCase(
    Procedure Procedure, InstanceState State, long Revision, long LastEvent, TicketRow Ticket, IReadOnlyList<TaskRow> Tasks)
{
    /// <summary>The tasks somebody must still do.</summary>
    public IEnumerable<TaskRow> OpenTasks => Tasks.Where(task => TaskLifecycle.IsOpen(task.State));

    /// <summary>The task of that id; null when it is not of this ticket.</summary>
    public TaskRow? Task(string id)
    {
        for (var i = Tasks.Count - 1; i >= 0; i--)
        {
            if (Tasks[i].Id == id)
                return Tasks[i];
        }
        return null;
    }
}
