using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Tickets;

/// <summary>A ticket as it stood at one moment.</summary>
/// <param name="Instance">The instance; its revision guards what is decided from this snapshot.</param>
/// <param name="Ticket">The ticket.</param>
/// <param name="Tasks">All its tasks, in the order they were opened.</param>
public sealed record TicketSnapshot(InstanceRow Instance, TicketRow Ticket, IReadOnlyList<TaskRow> Tasks)
{
    /// <summary>The tasks somebody must still do.</summary>
    public IEnumerable<TaskRow> OpenTasks => Tasks.Where(task => task.State is TaskState.Open or TaskState.Claimed);

    /// <summary>Who last held a task of a role on this ticket, so that the next one of that role can go to the same person.</summary>
    /// <param name="role">The role.</param>
    /// <returns>The last such task with an assignee, or null when nobody held one (or gave it back).</returns>
    public TaskRow? LastHeldBy(string role)
    {
        for (var i = Tasks.Count - 1; i >= 0; i--)
        {
            if (Tasks[i].Role == role && Tasks[i].AssigneeId is not null) return Tasks[i];
        }

        return null;
    }
}
