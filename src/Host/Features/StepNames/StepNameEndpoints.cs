using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Alur.Host.Idempotency;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.StepNames;

/// <summary>The readable names of SOP 011's steps.</summary>
internal static class StepNameEndpoints
{
    private const string Done = "Done";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var json = StepRequestJson.Default;
        Add(routes, new("set-priority", Command.SetPriority, "Langkah 2: menetapkan prioritas", "langkah 2", "Sop011.SetPriority"), _ => Done, json.SetPriorityRequest);
        Add(routes, new("request-data", Command.RequestData, "Langkah 4: meminta data tambahan dari pelapor", "langkah 4", "Sop011.RequestData"), _ => Done, json.MessageRequest);
        Add(
            routes,
            new(
                "reply", Command.Reply, "Langkah 5, 8, 14: membalas tiket", "langkah 5, 8, atau 14", "Sop011.ProvideData", "Sop011.HelpdeskReply", "Sop011.AdminPpeReply"),
            _ => Done,
            json.MessageRequest);
        Add(
            routes,
            new(
                "decide",
                Command.Decide,
                "Langkah 3, 7, 13: memutuskan Ya atau Tidak",
                "langkah 3, 7, atau 13",
                "Sop011.IsInformationMissing",
                "Sop011.CanHelpdeskSolve",
                "Sop011.CanAdminPpeSolve"),
            body => body.Answer,
            json.DecideRequest,
            outcomeField: "answer");
        Add(
            routes,
            new(
                "escalate", Command.Escalate, "Langkah 10, 16: mengeskalasikan ke tingkat berikutnya", "langkah 10 atau 16", "Sop011.EscalateToAdminPpe", "Sop011.EscalateToLkpp"),
            _ => Done,
            json.EscalateRequest);
        Add(
            routes,
            new(
                "confirm",
                Command.Confirm,
                "Langkah 9, 15: memastikan permasalahan sudah selesai",
                "langkah 9 atau 15",
                "Sop011.ConfirmHelpdeskSolution",
                "Sop011.ConfirmAdminPpeSolution"),
            _ => "Selesai",
            json.ConfirmRequest);
        Add(
            routes,
            new(
                "refuse",
                Command.Refuse,
                "Langkah 9, 15, 18: menyatakan permasalahan belum selesai",
                "langkah 9, 15, atau 18",
                "Sop011.ConfirmHelpdeskSolution",
                "Sop011.ConfirmAdminPpeSolution",
                "Sop011.CloseTicket"),
            _ => "Belum",
            json.RefuseRequest);
        Add(routes, new("close", Command.CloseTicket, "Langkah 18: menutup tiket dengan penilaian", "langkah 18", "Sop011.CloseTicket"), _ => "Selesai", json.CloseRequest);
        Add(routes, new("lkpp-answer", Command.AnswerForLkpp, "Langkah 17: jawaban LKPP", "langkah 17", "Sop011.LkppReply"), _ => Done, json.LkppAnswerRequest);
    }

    private static void Add<TBody>(
        IEndpointRouteBuilder routes, StepName name, Func<TBody, string?> outcomeOf, JsonTypeInfo<TBody> json, string outcomeField = "outcome")
        where TBody : class => routes
        .MapPost($"/api/tickets/{{id}}/{name.Route}", async (
            string id,
            TBody body,
            Actor actor,
            [FromHeader(Name = "If-Match")] string? ifMatch,
            [FromHeader(Name = Once.Header)] string? idempotencyKey,
            HttpContext context,
            RepeatableCommands commands,
            Priorities priorities,
            CancellationToken cancellationToken) =>
        {
            if (outcomeOf(body) is not { } outcome)
                return new Refusal.Invalid(outcomeField, T("Wajib diisi: Y (Ya) atau T (Tidak).")).ToResult();
            var allowed = await priorities.ListAsync(cancellationToken);
            var data = JsonSerializer.SerializeToElement(body, json);
            return await commands.OnTicketAsync(
                context,
                id,
                ifMatch,
                actor,
                revision => new AnswerStep(name, outcome, data, allowed, actor, revision),
                result => result is TicketResult.Refused { Why: Refusal.Invalid invalid } && outcomeField != "outcome"
                    ? Renamed(invalid, outcomeField).ToResult()
                    : Answer.Ticket(result, actor));
        })
        .IsTicketCommand<TicketView>(name.Right, TicketRoutes.Steps, name.Summary, ProblemKinds.IdempotencyMismatch);

    private static Refusal.Invalid Renamed(Refusal.Invalid invalid, string outcomeField) =>
        new(invalid.Fields.ToDictionary(field => field.Key == "outcome" ? outcomeField : field.Key, field => field.Value, StringComparer.Ordinal));
}
