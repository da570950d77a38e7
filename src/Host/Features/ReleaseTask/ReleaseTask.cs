using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.ReleaseTask;

/// <summary>The holder, or a supervisor, gives a task back to its role. The reporter's steps stay the reporter's.</summary>
public sealed record ReleaseTask(string TaskId, Actor Actor, IfMatch? IfMatch) : TaskCommand(TaskId, Actor, Command.ReleaseTask, IfMatch)
{
    /// <inheritdoc/>
    protected override Refusal? Decide(TicketDraft draft, TaskRow task)
    {
        var mayReleaseAny = CommandMatrix.ScopeOf(Actor, Command.ReleaseTask) == Scope.All;
        if (!mayReleaseAny && TicketAccess.WhyNotDo(Actor, task, draft.Ticket) is { } notAllowed)
            return notAllowed;
        if (TaskGuard.WhyEnded(task) is { } ended)
            return ended;
        if (draft.Ticket.IsTest)
            return new Refusal.Forbidden(T("Tugas uji coba tetap pada yang memulainya."));
        if (task.Role == Roles.Pelapor)
            return new Refusal.Forbidden(T("Langkah pelapor tidak dapat dilepas; ia menunggu pelapor tiket."));
        if (task.State == TaskState.Open)
            return new Refusal.WrongState(TaskGuard.NameOf(task), mayReleaseAny ? T("dipegang seseorang") : T("Anda pegang"), TaskLifecycle.Show(task.State));
        if (!mayReleaseAny && TaskGuard.WhyNotMine(Actor, task) is { } notMine)
            return notMine;
        var (holderId, holderName) = (task.AssigneeId, task.AssigneeName);
        var row = draft.Move(task, TaskTrigger.Release);
        row.AssigneeId = null;
        row.AssigneeName = null;
        row.ClaimedAt = null;
        draft.Record(TicketEvents.Released, row, new TaskHeld(row.Id, row.Role, holderId, holderName), TicketEventJson.Default.TaskHeld);
        return null;
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tasks/{id}/release", async (
            string id, Actor actor, [FromHeader(Name = "If-Match")] string? ifMatch, TicketRequests requests, CancellationToken cancellationToken) =>
            Answer.Task(await requests.OnTaskAsync(id, ifMatch, revision => new ReleaseTask(id, actor, revision), cancellationToken), id))
        .IsTicketCommand<TaskView>(Command.ReleaseTask, TicketRoutes.Tasks, "Melepas tugas agar dapat diambil orang lain");
}
