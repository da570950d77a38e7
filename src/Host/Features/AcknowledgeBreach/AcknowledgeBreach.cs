using Alur.Host.Idempotency;
using Alur.Host.Identity;
using Alur.Host.OpenApi;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.AcknowledgeBreach;

/// <summary>Body of an acknowledgement.</summary>
/// <param name="Remark">What was done about it, at most 2,000 characters; internal. Missing or blank for nothing.</param>
public sealed record AcknowledgeBreachRequest(string? Remark);

/// <summary>Late steps that are acknowledged at once.</summary>
/// <param name="Tasks">The tasks; a revision is needed only by who wants to be refused when something else changed.</param>
/// <param name="Remark">One remark for all of them.</param>
public sealed record AcknowledgeBreachesRequest(IReadOnlyList<BulkItem>? Tasks, string? Remark);

/// <summary>
/// A Supervisor says that he has seen to a step's being late, whether it is open still or done at last. It stays as late as it was: no clock, no deadline and no
/// figure follows. The first one counts; saying it again oneself changes nothing, so a second sending is harmless even without a key.
/// </summary>
/// <param name="TaskId">The task.</param>
/// <param name="Remark">What he wrote about it; null for nothing.</param>
/// <param name="Actor">Who says so.</param>
/// <param name="IfMatch">The revisions the caller acts on.</param>
public sealed record AcknowledgeBreach(string TaskId, string? Remark, Actor Actor, IfMatch? IfMatch) : TaskCommand(TaskId, Actor, Command.AcknowledgeBreach, IfMatch)
{
    /// <summary>Most characters of a remark.</summary>
    public const int LongestRemark = 2_000;

    /// <inheritdoc/>
    protected override Refusal? Decide(TicketDraft draft, TaskRow task)
    {
        if (task.BreachedAt is null)
            return new Refusal.WrongState(TaskGuard.NameOf(task), T("tercatat terlambat"), T("tidak tercatat terlambat"));
        if (task.AcknowledgedAt is { } at)
        {
            return task.AcknowledgedById == Actor.Id
                ? null
                : new Refusal.AlreadyAcknowledged(TaskGuard.NameOf(task), task.AcknowledgedById!, task.AcknowledgedByName!, at);
        }
        draft.Acknowledge(task, Remark);
        return null;
    }

    /// <summary>Reads a remark that somebody typed.</summary>
    internal static (string? Remark, Refusal? Wrong) Read(string? typed)
    {
        var errors = new FieldErrors();
        var remark = errors.Optional("remark", typed?.ReplaceLineEndings("\n"), LongestRemark);
        return (remark, errors.Refusal);
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/tasks/{id}/acknowledge", async (
                string id, AcknowledgeBreachRequest request, Actor actor, [FromHeader(Name = "If-Match")] string? ifMatch, TicketRequests requests,
                CancellationToken cancellationToken) =>
            {
                var (remark, wrong) = Read(request.Remark);
                return wrong is not null
                    ? wrong.ToResult()
                    : Answer.Task(await requests.OnTaskAsync(id, ifMatch, revision => new AcknowledgeBreach(id, remark, actor, revision), cancellationToken), id);
            })
            .IsTicketCommand<TaskView>(Command.AcknowledgeBreach, TicketRoutes.Tasks, "Menyatakan keterlambatan langkah sudah ditangani", ProblemKinds.AlreadyAcknowledged)
            .WithDescription("Jam, batas waktu, dan angka laporan tidak berubah. "
                + "Menyatakannya lagi sendiri dijawab 200 tanpa perubahan; bila orang lain lebih dahulu: 409 dengan namanya.");
        routes.MapPost("/api/tasks/acknowledgements", async (
                AcknowledgeBreachesRequest request, Actor actor, [FromHeader(Name = Once.Header)] string? idempotencyKey, HttpContext context, BulkTasks bulk) =>
            {
                var (once, refusal) = Once.Begin(context, actor.Id);
                var (remark, bad) = Read(request.Remark);
                if ((refusal ?? BulkTasks.WhyNot(request.Tasks) ?? bad) is { } wrong)
                    return wrong.ToResult();
                return Results.Ok(await bulk.RunAsync(
                    request.Tasks!, actor, once, (id, revision) => new AcknowledgeBreach(id, remark, actor, revision), context.RequestAborted));
            })
            .RequireCommand(Command.AcknowledgeBreach).WithTags(TicketRoutes.Tasks).WithSummary("Menyatakan beberapa keterlambatan sudah ditangani").Produces<BulkAnswer>()
            .Refuses(ProblemKinds.Invalid)
            .WithDescription("1 sampai {0} tugas, masing-masing seperti satu tugas, dengan satu catatan untuk semuanya. Jawabannya menyebut setiap tugas.")
            .WithMetadata(new DescribedValues(BulkTasks.Most));
    }
}
