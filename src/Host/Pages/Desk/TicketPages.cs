using Alur.Host.Attachments;
using Alur.Host.Features;
using Alur.Host.Features.AcknowledgeBreach;
using Alur.Host.Features.AssignTask;
using Alur.Host.Features.CancelTicket;
using Alur.Host.Features.ChangePriority;
using Alur.Host.Features.ClaimTask;
using Alur.Host.Features.CompleteTask;
using Alur.Host.Features.FollowUp;
using Alur.Host.Features.ListTickets;
using Alur.Host.Features.ReleaseTask;
using Alur.Host.Features.Tracking;
using Alur.Host.Features.WriteMessage;
using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Desk;

/// <summary>
/// The pages of tickets. Each form gives one command of the features, through the pipeline that the API uses, and shows the ticket's page: after a redirect
/// when it was done, at once and with what was typed when it was refused.
/// </summary>
internal static class TicketPages
{
    private const int LongText = 20_000;
    private const int Reason = 2_000;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/tiket", ListAsync).RequireCommand(Command.ViewTicket);
        pages.MapGet("/tiket/{id}", ShowAsync).RequireCommand(Command.ViewTicket);
        pages.MapPost("/tiket/{id}/pesan", (string id, FormPost form, TicketForms forms) => forms.OnTicketAsync(id, form, "pesan", Message(form, MessageKind.Public)))
            .RequireCommand(Command.WriteMessage);
        pages.MapPost("/tiket/{id}/balasan", ReplyForms.FillAsync).RequireCommand(Command.UseReplies);
        pages.MapPost("/tiket/{id}/catatan", (string id, FormPost form, TicketForms forms) => forms.OnTicketAsync(id, form, "catatan", Message(form, MessageKind.Internal)))
            .RequireCommand(Command.WriteNote);
        pages.MapPost("/tiket/{id}/prioritas", async (string id, FormPost form, TicketForms forms, Priorities priorities, CancellationToken cancellationToken) =>
        {
            var priority = form["priority"] ?? "";
            var advice = Priorities.WhyBad(priority, await priorities.ListAsync(cancellationToken));
            return await forms.OnTicketAsync(
                id, form, "prioritas", advice is null ? (new ChangePriority(priority, form.Actor, null), null) : (null, new Refusal.Invalid("priority", advice)));
        }).RequireCommand(Command.ChangePriority);
        pages.MapPost("/tiket/{id}/batal", (string id, FormPost form, TicketForms forms) =>
        {
            var errors = new FieldErrors();
            var reason = errors.Required("reason", form["reason"]?.ReplaceLineEndings("\n"), Reason);
            return forms.OnTicketAsync(id, form, "batal", errors.Refusal is null ? (new CancelTicket(reason, form.Actor, null), null) : (null, errors.Refusal));
        }).RequireCommand(Command.CancelTicket);
        pages.MapPost("/tiket/{id}/kode", RenewSecretAsync).RequireCommand(Command.SubmitTicket);
        pages.MapPost("/tiket/{id}/lanjutkan", FollowUpAsync).RequireCommand(Command.SubmitTicket);
        pages.MapPost("/tiket/{id}/lampiran", AttachAsync).RequireCommand(Command.AttachFile);
        pages.MapPost("/tiket/{id}/tugas/{task}/ambil", (string id, string task, FormPost form, TicketForms forms) =>
            forms.OnTaskAsync(id, task, form, "tugas-" + task, new ClaimTask(task, form.Actor, null))).RequireCommand(Command.ClaimTask);
        pages.MapPost("/tiket/{id}/tugas/{task}/lepas", (string id, string task, FormPost form, TicketForms forms) =>
            forms.OnTaskAsync(id, task, form, "tugas-" + task, new ReleaseTask(task, form.Actor, null))).RequireCommand(Command.ReleaseTask);
        pages.MapPost("/tiket/{id}/tugas/{task}/tugaskan", AssignAsync).RequireCommand(Command.AssignTask);
        pages.MapPost("/tiket/{id}/tugas/{task}/tangani", (string id, string task, FormPost form, TicketForms forms) =>
        {
            var (remark, wrong) = AcknowledgeBreach.Read(form["remark"]);
            var name = LatePart.FormOf(task);
            return wrong is null
                ? forms.OnTaskAsync(id, task, form, name, new AcknowledgeBreach(task, remark, form.Actor, null))
                : forms.AnswerAsync(id, form, name, wrong);
        }).RequireCommand(Command.AcknowledgeBreach);
        pages.MapPost("/tiket/{id}/tugas/{task}/jawab", AnswerAsync).RequireCommand(Command.CompleteTask);
    }

    private static async Task<IResult> ListAsync(Actor actor, AlurDb db, string? status, string? after, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, null, Page.Most, out var page) is { } wrong)
            return wrong.ToResult();
        TicketStatus? only = status switch { "terbuka" => TicketStatus.Open, "selesai" => TicketStatus.Closed, "batal" => TicketStatus.Cancelled, _ => null };
        return Html.Page<TicketListPage>(new { Actor = actor, List = await ListTickets.ReadAsync(db, actor, only, page, tests: false, cancellationToken), Status = status });
    }

    private static async Task<IResult> ShowAsync(
        string id, Actor actor, HttpContext context, TicketDesks desks, Flash flash, long? riwayat, bool? terkirim, CancellationToken cancellationToken) =>
        await desks.ReadAsync(id, actor, Math.Max(0, riwayat ?? 0), cancellationToken) is { } desk
            ? Html.Page<TicketPage>(new { Desk = desk, IsNew = terkirim == true, Secret = flash.Take(context, desk.Ticket.Ticket.Number) })
            : new Refusal.NotFound("Tiket").ToResult();

    private static async Task<IResult> RenewSecretAsync(string id, FormPost form, HttpContext context, TrackTicket tracking, Flash flash, CancellationToken cancellationToken)
    {
        if (await tracking.RenewAsync(id, form.Actor, cancellationToken) is not { } secret)
            return new Refusal.NotFound("Tiket").ToResult();
        flash.Put(context, secret.Number, secret.Secret);
        return Html.SeeOther($"/tiket/{secret.Number}");
    }

    private static async Task<IResult> FollowUpAsync(string id, FormPost form, TicketForms forms, FollowUp followUp, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var description = errors.Required("description", form["description"]?.ReplaceLineEndings("\n"), LongText);
        var wrong = errors.Refusal;
        if (wrong is null)
        {
            switch (await followUp.SendAsync(id, description, form.Actor, cancellationToken))
            {
                case TicketResult.Done { Ticket.Ticket: var ticket }:
                    return Html.SeeOther($"/tiket/{ticket.Number}?terkirim=true");
                case TicketResult.Refused refused:
                    wrong = refused.Why;
                    break;
            }
        }
        return await forms.AnswerAsync(id, form, "lanjutkan", wrong!);
    }

    private static (TicketCommand? Command, Refusal? Wrong) Message(FormPost form, MessageKind kind)
    {
        var errors = new FieldErrors();
        var text = errors.Required("text", form["text"]?.ReplaceLineEndings("\n"), LongText);
        return errors.Refusal is null ? (new WriteMessage(kind, text, form.Actor, null), null) : (null, errors.Refusal);
    }

    private static async Task<IResult> AssignAsync(string id, string task, FormPost form, TicketForms forms, AccountDirectory accounts, CancellationToken cancellationToken)
    {
        var to = form["userId"] is { Length: > 0 and <= 64 } userId ? (await accounts.FindActiveAsync(userId, cancellationToken))?.Actor : null;
        return await forms.OnTaskAsync(id, task, form, "tugas-" + task, new AssignTask(task, form.Actor, to, null));
    }

    private static async Task<IResult> AnswerAsync(
        string id, string task, FormPost form, TicketForms forms, TicketRequests requests, Priorities priorities, CancellationToken cancellationToken)
    {
        if (await requests.ReadOfTaskAsync(task, form.Actor, cancellationToken) is not { } ticket || ticket.Task(task) is not { } row)
            return new Refusal.NotFound("Tugas").ToResult();
        var outcome = form["outcome"] ?? "";
        var data = AnswerData.Read(ticket.Procedure.Steps[row.ActivityId], outcome, form);
        return await forms.OnTaskAsync(
            id, task, form, $"jawab-{outcome}", new CompleteTask(task, outcome, data, await priorities.ListAsync(cancellationToken), form.Actor, null));
    }

    private static async Task<IResult> AttachAsync(
        string id, FormPost form, TicketForms forms, TicketRequests requests, TicketFiles files, CancellationToken cancellationToken)
    {
        if (await requests.ReadAsync(id, form.Actor, cancellationToken) is not { } ticket)
            return new Refusal.NotFound("Tiket").ToResult();
        if (form.Files.FirstOrDefault() is not { } file)
            return await forms.AnswerAsync(id, form, "lampiran", new Refusal.Invalid("file", T("Pilih satu berkas.")));
        if (await files.WhyNoRoomAsync(ticket, cancellationToken) is { } full)
            return await forms.AnswerAsync(id, form, "lampiran", full);
        return await forms.RunAsync(id, form, "lampiran", async prepare =>
        {
            await using var content = file.OpenReadStream();
            var (kept, refusal) = await files.KeepAsync(content, file.FileName, cancellationToken);
            return kept is null ? refusal : await files.AttachAsync(ticket.Ticket.Id, kept, form.Actor, prepare, cancellationToken);
        });
    }
}
