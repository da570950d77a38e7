using System.Text.Json.Nodes;
using Alur.Host.Attachments;
using Alur.Host.Features.Search;
using Alur.Host.Features.SubmitTicket;
using Alur.Host.Features.Tracking;
using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage.Writes;

namespace Alur.Host.Pages.Desk;

/// <summary>Sending a ticket, or recording one for a caller, with its files. What was begun is kept as a draft, files too, until it is sent.</summary>
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
        // For the script of the page, which brings each file as soon as it is chosen.
        pages.MapPost("/tiket/draf/berkas", async (FormPost form, FormDrafts drafts, DraftFiles files, CancellationToken cancellationToken) =>
        {
            await drafts.KeepAsync(form.Actor.Id, Form, form.Fields);
            var (_, wrong) = await TakeInAsync(form, files, cancellationToken);
            return Html.Page<KeptFilesPart>(new { Files = await files.ReadAsync(form.Actor.Id, Form, cancellationToken), Wrong = wrong?.Errors?["files"][0] });
        }).RequireCommand(Command.SubmitTicket);
        pages.MapGet("/tiket/serupa", async (string? judul, Actor actor, SimilarTickets similar, CancellationToken cancellationToken) =>
            Html.Page<SimilarPart>(new { Items = await similar.FindAsync(judul, actor, cancellationToken) })).RequireCommand(Command.SubmitTicket);
    }

    private static async Task<IResult> AskAsync(Actor actor, FormDrafts drafts, DraftFiles files, SimilarTickets similar, bool? draf, CancellationToken cancellationToken)
    {
        var kept = await files.ReadAsync(actor.Id, Form, cancellationToken);
        if (await drafts.ReadAsync(actor.Id, Form, cancellationToken) is not { } draft)
            return Html.Page<SendPage>(new { Actor = actor, Files = kept });
        return Html.Page<SendPage>(new
        {
            Actor = actor, Files = kept, Typed = new Typed(Form, draft.Fields, null), DraftAt = (DateTimeOffset?)draft.SavedAt, JustKept = draf == true,
            Similar = await similar.FindAsync(draft.Fields.GetValueOrDefault("title"), actor, cancellationToken),
        });
    }

    private static async Task<IResult> SendAsync(
        FormPost form, HttpContext context, SubmitTicket feature, DraftFiles files, FormDrafts drafts, TrackingSecrets secrets, Flash flash, CancellationToken cancellationToken)
    {
        var user = form.Actor.Id;
        if (form[Keeping] == "buang")
        {
            await drafts.RemoveAsync(user, Form);
            return Html.SeeOther("/tiket/baru");
        }
        // The files first: one that is refused must not leave a ticket without it behind. They wait in the draft, whatever happens next.
        var (added, wrong) = await TakeInAsync(form, files, cancellationToken);
        if (wrong is not null)
            return await RefuseAsync(form, files, drafts, wrong);
        if (form[Keeping] == "draf")
        {
            await drafts.KeepAsync(user, Form, form.Fields);
            return Html.SeeOther("/tiket/baru?draf=true");
        }
        var kept = await files.ReadAsync(user, Form, cancellationToken);
        var sending = await feature.SendAsync(Read(form), form.Actor, form.Once, cancellationToken, ticket =>
        {
            DraftFiles.PutOn(ticket, kept);
            ticket.Add(FormDraftWrites.Remove(user, Form));
        });
        switch (sending)
        {
            case Sending.Sent { Ticket.Ticket: var ticket }:
                await files.ClearAsync(user, CancellationToken.None);
                flash.Put(context, ticket.Number, await secrets.RenewAsync(ticket.Id));
                return Html.SeeOther($"/tiket/{ticket.Number}?terkirim=true");
            case Sending.Repeated { Earlier: { IsSame: true } earlier }:
                await files.RemoveAsync(user, added);
                return Html.SeeOther($"/tiket/{JsonNode.Parse(earlier.Json)!["number"]!.GetValue<string>()}?terkirim=true");
            case Sending.Refused refused:
                return await RefuseAsync(form, files, drafts, refused.Why);
            default:
                return await RefuseAsync(form, files, drafts, new Refusal.IdempotencyMismatch());
        }
    }

    /// <summary>Does what the form says about the draft's files: those ticked go, those sent with it are kept.</summary>
    /// <returns>The ids of those that are new, and why the next one was refused.</returns>
    private static async Task<(IReadOnlyList<string> Added, Refusal? Wrong)> TakeInAsync(FormPost form, DraftFiles files, CancellationToken cancellationToken)
    {
        await files.RemoveAsync(form.Actor.Id, form.All(KeptFilesPart.Unwanted));
        var added = new List<string>();
        foreach (var file in form.Files)
        {
            await using var content = file.OpenReadStream();
            var (id, refusal) = await files.AddAsync(form.Actor.Id, Form, content, file.FileName, cancellationToken);
            if (id is null)
                return (added, new Refusal.Invalid("files", $"{Path.GetFileName(file.FileName)}: {refusal!.Detail}"));
            added.Add(id);
        }
        return (added, null);
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

    private static async Task<IResult> RefuseAsync(FormPost form, DraftFiles files, FormDrafts drafts, Refusal refusal)
    {
        await drafts.KeepAsync(form.Actor.Id, Form, form.Fields);
        return Html.Page<SendPage>(
            new { form.Actor, Typed = form.Again(Form, refusal), Files = await files.ReadAsync(form.Actor.Id, Form, CancellationToken.None) }, refusal.Kind.Status);
    }
}
