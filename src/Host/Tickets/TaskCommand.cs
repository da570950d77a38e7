using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage.Rows;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Tickets;

/// <summary>A command on one task of a ticket.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Right">The row of the matrix that must allow it.</param>
/// <param name="IfMatch">The revisions of the ticket that the caller acts on.</param>
public abstract record TaskCommand(string TaskId, Actor Actor, Command? Right, IfMatch? IfMatch) : TicketCommand(Actor, Right, IfMatch)
{
    /// <inheritdoc/>
    public override string Subject => "Tugas";

    /// <inheritdoc/>
    public sealed override Refusal? Decide(TicketDraft draft) =>
        draft.Tasks.FirstOrDefault(task => task.Id == TaskId) is { } task ? Decide(draft, task) : new Refusal.NotFound(Subject);

    /// <summary>Decides about the task.</summary>
    protected abstract Refusal? Decide(TicketDraft draft, TaskRow task);
}

/// <summary>What stands against acting on a task in its present state, said once for all commands.</summary>
internal static class TaskGuard
{
    /// <summary>Why an ended task can no longer be acted on; null while it is open.</summary>
    public static Refusal? WhyEnded(TaskRow task) => TaskLifecycle.IsOpen(task.State)
        ? null
        : new Refusal.WrongState(NameOf(task), T("masih terbuka"), task.AssigneeName is { } name ? T("{0} oleh {1}", TaskLifecycle.Show(task.State), name) : TaskLifecycle.Show(task.State));

    /// <summary>Why the actor cannot take or finish the task: it ended, or somebody else holds it.</summary>
    public static Refusal? WhyNotMine(Actor actor, TaskRow task) => WhyEnded(task) ?? (task.State == TaskState.Claimed && task.AssigneeId != actor.Id
        ? new Refusal.AlreadyClaimed(task.AssigneeId!, task.AssigneeName ?? task.AssigneeId!)
        : null);

    /// <summary>The task for a sentence.</summary>
    public static string NameOf(TaskRow task) => task.StepNo is { } number ? T("Tugas langkah {0} ({1})", number, task.Title) : T("Tugas {0}", task.Title);

    /// <summary>The same in a notice. Notices are read by others than whoever causes them, and are in Indonesian.</summary>
    public static string InNotice(TaskRow task) => task.StepNo is { } number ? $"Tugas langkah {number} ({task.Title})" : $"Tugas {task.Title}";
}
