using System.Text.Json.Nodes;
using Alur.Host.Attachments;
using Alur.Host.Features.Search;
using Alur.Host.Features.SubmitTicket;
using Alur.Host.Features.Tracking;
using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;

namespace Alur.Host.Pages.Desk;

/// <summary>Sending a ticket, or recording one for a caller, with its files. What was begun is kept as a draft until it is sent.</summary>
internal static class SendPages
{
    /// <summary>Name of the form, and of its draft.</summary>
    public const string Form = "tiket";

    private const string Keeping = "_simpan";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/tiket/baru", AskAsync).RequireCommand(Command.SubmitTicket);
        pages.MapPost("/tiket/baru", SendAsync).RequireCommand(Command.SubmitTicket);
        pages.MapPost("/tiket/draf", async (FormPost form, FormDrafts drafts) =>
        {
            await drafts.KeepAsync(form.Actor.Id, Form, form.Fields);
            return Results.NoContent();
        }).RequireCommand(Command.SubmitTicket);
        pages.MapGet("/tiket/serupa", async (string? judul, Actor actor, SimilarTickets similar, CancellationToken cancellationToken) =>
            Html.Page<SimilarPart>(new { Items = await similar.FindAsync(judul, actor, cancellationToken) })).RequireCommand(Command.SubmitTicket);
    }

    private static async Task<IResult> AskAsync(Actor actor, FormDrafts drafts, SimilarTickets similar, bool? draf, CancellationToken cancellationToken)
    {
        if (await drafts.ReadAsync(actor.Id, Form, cancellationToken) is not { } draft)
            return Html.Page<SendPage>(new { Actor = actor });
        return Html.Page<SendPage>(new
        {
            Actor = actor, Typed = new Typed(Form, draft.Fields, null), DraftAt = (DateTimeOffset?)draft.SavedAt, JustKept = draf == true,
            Similar = await similar.FindAsync(draft.Fields.GetValueOrDefault("title"), actor, cancellationToken),
        });
    }

    private static async Task<IResult> SendAsync(
        FormPost form, HttpContext context, SubmitTicket feature, TicketFiles files, FormDrafts drafts, TrackingSecrets secrets, Flash flash, CancellationToken cancellationToken)
    {
        switch (form[Keeping])
        {
            case "draf":
                await drafts.KeepAsync(form.Actor.Id, Form, form.Fields);
                return Html.SeeOther("/tiket/baru?draf=true");
            case "buang":
                await drafts.RemoveAsync(form.Actor.Id, Form);
                return Html.SeeOther("/tiket/baru");
        }
        // The files first: one that is refused must not leave a ticket without it behind.
        var kept = new List<KeptFile>();
        foreach (var file in form.Files.Take(TicketFiles.MostOfTicket))
        {
            await using var content = file.OpenReadStream();
            var (one, refusal) = await files.KeepAsync(content, file.FileName, cancellationToken);
            if (one is null)
                return await RefuseAsync(form, files, kept, drafts, new Refusal.Invalid("files", $"{Path.GetFileName(file.FileName)}: {refusal!.Detail}"));
            kept.Add(one);
        }
        switch (await feature.SendAsync(Read(form), form.Actor, form.Once, cancellationToken))
        {
            case Sending.Sent { Ticket.Ticket: var ticket }:
                foreach (var one in kept)
                    await files.AttachAsync(ticket.Id, one, form.Actor, command => command, CancellationToken.None);
                await drafts.RemoveAsync(form.Actor.Id, Form);
                flash.Put(context, ticket.Number, await secrets.RenewAsync(ticket.Id));
                return Html.SeeOther($"/tiket/{ticket.Number}?terkirim=true");
            case Sending.Repeated { Earlier: { IsSame: true } earlier }:
                Discard(files, kept);
                return Html.SeeOther($"/tiket/{JsonNode.Parse(earlier.Json)!["number"]!.GetValue<string>()}?terkirim=true");
            case Sending.Refused refused:
                return await RefuseAsync(form, files, kept, drafts, refused.Why);
            default:
                return await RefuseAsync(form, files, kept, drafts, new Refusal.IdempotencyMismatch());
        }
    }

    private static TicketForm Read(FormPost form) => new()
    {
        Title = form["title"],
        Description = form["description"]?.ReplaceLineEndings("\n"),
        Application = form["application"],
        Kind = form["kind"],
        Lpse = form["lpse"],
        ErrorCode = form["errorCode"],
        TenderCode = form["tenderCode"],
        Channel = form["channel"],
        Reporter = new ReporterForm
        {
            Name = form["reporter.name"],
            Npwp = form["reporter.npwp"],
            Address = form["reporter.address"],
            UserId = form["reporter.userId"],
            Email = form["reporter.email"],
        },
    };

    private static async Task<IResult> RefuseAsync(FormPost form, TicketFiles files, List<KeptFile> kept, FormDrafts drafts, Refusal refusal)
    {
        Discard(files, kept);
        await drafts.KeepAsync(form.Actor.Id, Form, form.Fields);
        return Html.Page<SendPage>(new { form.Actor, Typed = form.Again(Form, refusal) }, refusal.Kind.Status);
    }

    private static void Discard(TicketFiles files, List<KeptFile> kept) => kept.ForEach(files.Discard);
}
