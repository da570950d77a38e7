using System.Text.Json;
using Alur.Host.Idempotency;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.CompleteTask;

/// <summary>Body of a completion.</summary>
/// <param name="Outcome">One of the task's outcomes; may be left out when it has but one.</param>
/// <param name="Data">The fields of that answer.</param>
public sealed record CompleteTaskRequest(string? Outcome = null, JsonElement? Data = null);

/// <summary>Completes a task with an outcome and data, whatever its step is. An unclaimed task of one's own role is taken by it.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Outcome">The outcome; null when the step has but one.</param>
/// <param name="Data">The data.</param>
/// <param name="AllowedPriorities">The office's priorities.</param>
/// <param name="Actor">Who completes it.</param>
/// <param name="IfMatch">The revisions the caller acts on.</param>
public sealed record CompleteTask(string TaskId, string? Outcome, JsonElement Data, IReadOnlyList<string> AllowedPriorities, Actor Actor, IfMatch? IfMatch)
    : TaskCommand(TaskId, Actor, Command.CompleteTask, IfMatch)
{
    /// <inheritdoc/>
    protected override Refusal? Decide(TicketDraft draft, TaskRow task) => Completion.Decide(draft, task, Outcome, Data, "data.", AllowedPriorities);

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tasks/{id}/complete", async (
            string id,
            CompleteTaskRequest request,
            Actor actor,
            [FromHeader(Name = "If-Match")] string? ifMatch,
            [FromHeader(Name = Once.Header)] string? idempotencyKey,
            HttpContext context,
            RepeatableCommands commands,
            Priorities priorities,
            CancellationToken cancellationToken) =>
        {
            if (request.Data is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
                return new Refusal.Invalid("data", T("Tulis sebagai objek JSON.")).ToResult();
            var allowed = await priorities.ListAsync(cancellationToken);
            return await commands.OnTaskAsync(
                context, id, ifMatch, actor, revision => new CompleteTask(id, request.Outcome, request.Data ?? default, allowed, actor, revision));
        })
        .IsTicketCommand<TicketView>(Command.CompleteTask, TicketRoutes.Tasks, "Menyelesaikan tugas dengan hasil dan isian", ProblemKinds.IdempotencyMismatch)
        .WithDescription("Hasil dan isian yang diterima disebut 'answers' pada tugasnya. Jawabannya tiket pada kedudukan barunya, dengan tugas berikutnya.");
}
