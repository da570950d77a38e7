using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.PauseTask;

/// <summary>Body of a pause.</summary>
/// <param name="Reason">Why, 1 to 2,000 characters; kept in the journal.</param>
public sealed record PauseTaskRequest(string? Reason);

/// <summary>The holder, or a supervisor, makes a step's time stand: it uses nothing and cannot become late until it goes on.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who pauses it.</param>
/// <param name="IfMatch">The revisions the caller acts on.</param>
public sealed record PauseTask(string TaskId, string Reason, Actor Actor, IfMatch? IfMatch) : TaskCommand(TaskId, Actor, Command.PauseTask, IfMatch)
{
    private const int Longest = 2_000;

    /// <inheritdoc/>
    protected override Refusal? Decide(TicketDraft draft, TaskRow task)
    {
        if (WhyNot(Actor, draft, task) is { } refusal)
            return refusal;
        if (task.PausedAt is not null)
            return new Refusal.WrongState(TaskGuard.NameOf(task), T("sedang berjalan"), T("sudah dijeda"));
        draft.Pause(task, Reason);
        return null;
    }

    /// <summary>Why the actor may not pause a step or let it go on; null when he may.</summary>
    internal static Refusal? WhyNot(Actor actor, TicketDraft draft, TaskRow task)
    {
        var mayPauseAny = CommandMatrix.ScopeOf(actor, Command.PauseTask) == Scope.All;
        if (!mayPauseAny && TicketAccess.WhyNotDo(actor, task, draft.Ticket) is { } notAllowed)
            return notAllowed;
        if (TaskGuard.WhyEnded(task) is { } ended)
            return ended;
        if (!mayPauseAny && task.State == TaskState.Open)
            return new Refusal.WrongState(TaskGuard.NameOf(task), T("Anda pegang"), TaskLifecycle.Show(task.State));
        return mayPauseAny ? null : TaskGuard.WhyNotMine(actor, task);
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/tasks/{id}/pause", async (
                string id, PauseTaskRequest request, Actor actor, [FromHeader(Name = "If-Match")] string? ifMatch, TicketRequests requests, CancellationToken cancellationToken) =>
            {
                var errors = new FieldErrors();
                var reason = errors.Required("reason", request.Reason, Longest);
                return errors.Refusal is { } wrong
                    ? wrong.ToResult()
                    : Answer.Task(await requests.OnTaskAsync(id, ifMatch, revision => new PauseTask(id, reason, actor, revision), cancellationToken), id);
            })
            .IsTicketCommand<TaskView>(Command.PauseTask, TicketRoutes.Tasks, "Menjeda waktu langkah dengan alasan")
            .WithDescription("Selama dijeda waktunya tidak terpakai dan langkah tidak menjadi terlambat. Menjawab langkah mengakhiri jeda.");
        routes.MapPost("/api/tasks/{id}/resume", async (
                string id, Actor actor, [FromHeader(Name = "If-Match")] string? ifMatch, TicketRequests requests, CancellationToken cancellationToken) =>
                Answer.Task(await requests.OnTaskAsync(id, ifMatch, revision => new ResumeTask(id, actor, revision), cancellationToken), id))
            .IsTicketCommand<TaskView>(Command.PauseTask, TicketRoutes.Tasks, "Melanjutkan waktu langkah yang dijeda");
    }
}

/// <summary>The holder, or a supervisor, lets a paused step's time go on: its due time moves by the working time that it stood.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Actor">Who lets it go on.</param>
/// <param name="IfMatch">The revisions the caller acts on.</param>
public sealed record ResumeTask(string TaskId, Actor Actor, IfMatch? IfMatch) : TaskCommand(TaskId, Actor, Command.PauseTask, IfMatch)
{
    /// <inheritdoc/>
    protected override Refusal? Decide(TicketDraft draft, TaskRow task)
    {
        if (PauseTask.WhyNot(Actor, draft, task) is { } refusal)
            return refusal;
        if (task.PausedAt is null)
            return new Refusal.WrongState(TaskGuard.NameOf(task), T("dijeda"), T("sedang berjalan"));
        draft.Resume(task);
        return null;
    }
}
