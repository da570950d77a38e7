using Alur.Host.Idempotency;
using Alur.Host.Identity;
using Alur.Host.OpenApi;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.AssignTask;

/// <summary>Body of an assignment.</summary>
/// <param name="UserId">The account to give the task to.</param>
public sealed record AssignTaskRequest(string? UserId);

/// <summary>Tasks to be given to one person at once.</summary>
/// <param name="UserId">The account to give them to.</param>
/// <param name="Tasks">The tasks, each with the revision of its ticket.</param>
public sealed record AssignTasksRequest(string? UserId, IReadOnlyList<BulkItem>? Tasks);

/// <summary>A supervisor gives a task to a person, or its holder passes it to a colleague. The person must be there now and have the step's role.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Actor">Who gives it.</param>
/// <param name="To">The person, as the account is now; null when there is no such active account.</param>
/// <param name="IfMatch">The revisions the caller acts on.</param>
public sealed record AssignTask(string TaskId, Actor Actor, Actor? To, IfMatch? IfMatch) : TaskCommand(TaskId, Actor, Command.AssignTask, IfMatch)
{
    private const string Field = "userId";

    /// <inheritdoc/>
    protected override Refusal? Decide(TicketDraft draft, TaskRow task)
    {
        var mayAssignAny = CommandMatrix.ScopeOf(Actor, Command.AssignTask) == Scope.All;
        if (!mayAssignAny && TicketAccess.WhyNotDo(Actor, task, draft.Ticket) is { } notAllowed)
            return notAllowed;
        if (TaskGuard.WhyEnded(task) is { } ended)
            return ended;
        if (!mayAssignAny && task.State == TaskState.Open)
            return new Refusal.WrongState(TaskGuard.NameOf(task), T("Anda pegang"), TaskLifecycle.Show(task.State));
        if (!mayAssignAny && TaskGuard.WhyNotMine(Actor, task) is { } notMine)
            return notMine;
        if (WhyNotTo(task, draft.Ticket) is { } advice)
            return new Refusal.Invalid(Field, advice);
        if (task.AssigneeId == To!.Id)
            return null;
        var from = task.AssigneeName;
        var row = draft.Move(task, TaskTrigger.Assign);
        row.AssigneeId = To.Id;
        row.AssigneeName = To.Name;
        row.ClaimedAt = draft.Now;
        draft.Record(TicketEvents.Assigned, row, new TaskHeld(row.Id, row.Role, To.Id, To.Name, from), TicketEventJson.Default.TaskHeld);
        draft.Tell(new Notice(
            $"assigned/{row.Id}/{draft.NextRevision}", To.Id, null, draft.Ticket.Id, TicketNotices.Assigned,
            $"Tiket {draft.Ticket.Number}: {TaskGuard.InNotice(row)} ditugaskan kepada Anda oleh {Actor.Name}."));
        return null;
    }

    private string? WhyNotTo(TaskRow task, TicketRow ticket)
    {
        if (To is null)
            return T("Tidak ada pengguna aktif dengan id itu.");
        if (task.Role == Roles.Pelapor)
        {
            // A caller without an account cannot confirm by himself: somebody of the office does it for him.
            var forCaller = ticket.Channel != Channels.Web && To.IsStaff;
            return To.Id == ticket.ReporterId || forCaller ? null : T("Langkah pelapor hanya untuk pelapor tiket.");
        }
        if (!To.Is(task.Role))
            return T("{0} tidak memiliki peran {1}.", To.Name, RoleNames.Show(task.Role));
        return TicketAccess.IsReporterHimself(To, ticket) ? T("{0} pelapor tiket ini, jadi tidak boleh menanganinya.", To.Name) : null;
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        MapOne(routes);
        routes.MapPost("/api/tasks/assignments", async (
            AssignTasksRequest request,
            Actor actor,
            [FromHeader(Name = Once.Header)] string? idempotencyKey,
            HttpContext context,
            BulkTasks bulk,
            AccountDirectory accounts) =>
        {
            var (once, refusal) = Once.Begin(context, actor.Id);
            if ((refusal ?? BulkTasks.WhyNot(request.Tasks)) is { } wrong)
                return wrong.ToResult();
            if (request.UserId is not { Length: > 0 and <= 64 } userId)
                return new Refusal.Invalid(Field, T("Wajib diisi.")).ToResult();
            var to = (await accounts.FindActiveAsync(userId, context.RequestAborted))?.Actor;
            return Results.Ok(await bulk.RunAsync(request.Tasks!, actor, once, (id, revision) => new AssignTask(id, actor, to, revision), context.RequestAborted));
        })
        .RequireCommand(Command.AssignTask).WithTags(TicketRoutes.Tasks).WithSummary("Menugaskan beberapa tugas sekaligus kepada seseorang").Produces<BulkAnswer>()
        .Refuses(ProblemKinds.Invalid)
        .WithDescription("1 sampai {0} tugas, masing-masing seperti pada penugasan satu tugas, dengan revisi tiketnya. Jawabannya menyebut setiap tugas: ditugaskan, atau "
            + "ditolak beserta alasannya. Dikirim lagi dengan Idempotency-Key yang sama, yang sudah ditugaskan tidak ditugaskan dua kali.")
        .WithMetadata(new DescribedValues(BulkTasks.Most));
    }

    private static void MapOne(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tasks/{id}/assign", async (
            string id,
            AssignTaskRequest request,
            Actor actor,
            [FromHeader(Name = "If-Match")] string? ifMatch,
            TicketRequests requests,
            AccountDirectory accounts,
            CancellationToken cancellationToken) =>
        {
            if (request.UserId is not { Length: > 0 and <= 64 } userId)
                return new Refusal.Invalid(Field, T("Wajib diisi.")).ToResult();
            var to = (await accounts.FindActiveAsync(userId, cancellationToken))?.Actor;
            return Answer.Task(await requests.OnTaskAsync(id, ifMatch, revision => new AssignTask(id, actor, to, revision), cancellationToken), id);
        })
        .IsTicketCommand<TaskView>(Command.AssignTask, TicketRoutes.Tasks, "Menugaskan kepada seseorang")
        .WithDescription("Supervisor menugaskan siapa saja yang aktif dan memiliki peran langkah itu; pemegang tugas dapat mengalihkannya kepada rekan seperan.");
}
