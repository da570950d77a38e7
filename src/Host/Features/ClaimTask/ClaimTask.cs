using Alur.Host.Idempotency;
using Alur.Host.Identity;
using Alur.Host.OpenApi;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;

namespace Alur.Host.Features.ClaimTask;

/// <summary>Tasks to be taken at once.</summary>
/// <param name="Tasks">The tasks, each with the revision of its ticket.</param>
public sealed record ClaimTasksRequest(IReadOnlyList<BulkItem>? Tasks);

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

    internal static void Map(IEndpointRouteBuilder routes)
    {
        MapOne(routes);
        routes.MapPost("/api/tasks/claims", async (
            ClaimTasksRequest request, Actor actor, [FromHeader(Name = Once.Header)] string? idempotencyKey, HttpContext context, BulkTasks bulk) =>
        {
            var (once, refusal) = Once.Begin(context, actor.Id);
            if ((refusal ?? BulkTasks.WhyNot(request.Tasks)) is { } wrong)
                return wrong.ToResult();
            return Results.Ok(await bulk.RunAsync(request.Tasks!, actor, once, (id, revision) => new ClaimTask(id, actor, revision), context.RequestAborted));
        })
        .RequireCommand(Command.ClaimTask).WithTags(TicketRoutes.Tasks).WithSummary("Mengambil beberapa tugas sekaligus").Produces<BulkAnswer>().Refuses(ProblemKinds.Invalid)
        .WithDescription("1 sampai {0} tugas, masing-masing seperti pada pengambilan satu tugas, dengan revisi tiketnya. Jawabannya menyebut setiap tugas: diambil, atau ditolak "
            + "beserta alasannya. Dikirim lagi dengan Idempotency-Key yang sama, yang sudah diambil tidak diambil dua kali.")
        .WithMetadata(new DescribedValues(BulkTasks.Most));
    }

    private static void MapOne(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tasks/{id}/claim", async (
            string id, Actor actor, [FromHeader(Name = "If-Match")] string? ifMatch, TicketRequests requests, CancellationToken cancellationToken) =>
            Answer.Task(await requests.OnTaskAsync(id, ifMatch, revision => new ClaimTask(id, actor, revision), cancellationToken), id))
        .IsTicketCommand<TaskView>(Command.ClaimTask, TicketRoutes.Tasks, "Mengambil tugas untuk dikerjakan sendiri")
        .WithDescription("Mengambil lagi tugas yang sudah dipegang sendiri dijawab 200. Bila orang lain lebih dahulu: 409 dengan nama pemegangnya.");
}
