using System.Text.Json.Nodes;
using Alur.Host.Attachments;
using Alur.Host.Features.SubmitTicket;
using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alur.Host.Pages.Desk;

/// <summary>Sending a ticket, or recording one for a caller, with its files.</summary>
internal static class SendPages
{
    private const string Form = "tiket";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/tiket/baru", (Actor actor) => Html.Page<SendPage>(new { Actor = actor })).RequireCommand(Command.SubmitTicket);
        pages.MapPost("/tiket/baru", SendAsync).RequireCommand(Command.SubmitTicket);
    }

    private static async Task<IResult> SendAsync(FormPost form, SubmitTicket feature, TicketFiles files, CancellationToken cancellationToken)
    {
        // The files first: one that is refused must not leave a ticket without it behind.
        var kept = new List<KeptFile>();
        foreach (var file in form.Files.Take(TicketFiles.MostOfTicket))
        {
            await using var content = file.OpenReadStream();
            var (one, refusal) = await files.KeepAsync(content, file.FileName, cancellationToken);
            if (one is null)
                return Refuse(form, files, kept, new Refusal.Invalid("files", $"{Path.GetFileName(file.FileName)}: {refusal!.Detail}"));
            kept.Add(one);
        }
        switch (await feature.SendAsync(Read(form), form.Actor, form.Once, cancellationToken))
        {
            case Sending.Sent { Ticket.Ticket: var ticket }:
                foreach (var one in kept)
                    await files.AttachAsync(ticket.Id, one, form.Actor, command => command, CancellationToken.None);
                return Html.SeeOther($"/tiket/{ticket.Number}?terkirim=true");
            case Sending.Repeated { Earlier: { IsSame: true } earlier }:
                Discard(files, kept);
                return Html.SeeOther($"/tiket/{JsonNode.Parse(earlier.Json)!["number"]!.GetValue<string>()}?terkirim=true");
            case Sending.Refused refused:
                return Refuse(form, files, kept, refused.Why);
            default:
                return Refuse(form, files, kept, new Refusal.IdempotencyMismatch());
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

    private static RazorComponentResult<SendPage> Refuse(FormPost form, TicketFiles files, List<KeptFile> kept, Refusal refusal)
    {
        Discard(files, kept);
        return Html.Page<SendPage>(new { form.Actor, Typed = form.Again(Form, refusal) }, refusal.Kind.Status);
    }

    private static void Discard(TicketFiles files, List<KeptFile> kept) => kept.ForEach(files.Discard);
}
