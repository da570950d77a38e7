using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;

namespace Alur.Host.Features.ClaimTask;

/// <summary>Somebody of the step's role takes a task for himself. Taking one's own again changes nothing.</summary>
public sealed record ClaimTask(string TaskId, Actor Actor, IfMatch? IfMatch) : TaskCommand(TaskId, Actor, Command.ClaimTask, IfMatch)
{
    /// <inheritdoc/>
    protected override Refusal? Decide(TicketDraft draft, TaskRow task)
    {
        if (TicketAccess.WhyNotDo(Actor, task, draft.Ticket) is { } notAllowed)
            return notAllowed;
        if (TaskGuard.WhyNotMine(Actor, task) is { } notMine)
            return notMine;
        if (task.State == TaskState.Claimed)
            return null;
        var row = draft.Move(task, TaskTrigger.Claim);
        row.AssigneeId = Actor.Id;
        row.AssigneeName = Actor.Name;
        row.ClaimedAt = draft.Now;
        draft.Record(TicketEvents.Claimed, row, new TaskHeld(row.Id, row.Role, Actor.Id, Actor.Name), TicketEventJson.Default.TaskHeld);
        return null;
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tasks/{id}/claim", async (
            string id, Actor actor, [FromHeader(Name = "If-Match")] string? ifMatch, TicketRequests requests, CancellationToken cancellationToken) =>
            Answer.Task(await requests.OnTaskAsync(id, ifMatch, revision => new ClaimTask(id, actor, revision), cancellationToken), id))
        .IsTicketCommand<TaskView>(Command.ClaimTask, TicketRoutes.Tasks, "Mengambil tugas untuk dikerjakan sendiri")
        .WithDescription("Mengambil lagi tugas yang sudah dipegang sendiri dijawab 200. Bila orang lain lebih dahulu: 409 dengan nama pemegangnya.");
}
