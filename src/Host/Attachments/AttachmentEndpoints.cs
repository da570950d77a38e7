using Alur.Host.Features;
using Alur.Host.Identity;
using Alur.Host.OpenApi;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Alur.Host.Attachments;

/// <summary>A file of a ticket.</summary>
/// <param name="Id">Id, for <c>GET /api/attachments/{id}</c>.</param>
/// <param name="TicketId">The ticket.</param>
/// <param name="Name">Name for people.</param>
/// <param name="ContentType">What it is, judged by its bytes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="UploadedBy">User id of who sent it.</param>
/// <param name="At">When.</param>
public sealed record AttachmentView(string Id, string TicketId, string Name, string ContentType, long Size, string Sha256, string UploadedBy, DateTimeOffset At)
{
    internal static AttachmentView Of(AttachmentRow row) => new(row.Id, row.TicketId, row.Name, row.ContentType, row.Size, row.Sha256, row.UploadedBy, row.At);
}

/// <summary>The files of a ticket.</summary>
/// <param name="Items">Oldest first.</param>
public sealed record AttachmentList(IReadOnlyList<AttachmentView> Items);

/// <summary>Sending files to a ticket and getting them back. Who may see the ticket may see its files.</summary>
internal static class AttachmentEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/tickets/{id}/attachments", UploadAsync).RequireCommand(Command.AttachFile).WithTags(TicketRoutes.Tickets)
            .WithSummary("Melampirkan berkas pada tiket")
            .WithDescription("multipart/form-data dengan satu bagian 'file', paling besar 10 MiB. Jenisnya dinilai dari isi berkas.")
            .Produces<AttachmentView>(StatusCodes.Status201Created)
            .Refuses(ProblemKinds.NotFound, ProblemKinds.TooLarge, ProblemKinds.UnsupportedType, ProblemKinds.Invalid, ProblemKinds.WrongState, ProblemKinds.Contended)
            // The limit that counts is ours, on the file; the web server's is wider.
            .WithMetadata(new FileUploadMetadata(), new DisableRequestSizeLimitAttribute());
        app.MapGet("/api/tickets/{id}/attachments", ListAsync).RequireCommand(Command.ViewTicket).WithTags(TicketRoutes.Tickets)
            .WithSummary("Berkas-berkas sebuah tiket").Produces<AttachmentList>().Refuses(ProblemKinds.NotFound);
        app.MapGet("/api/attachments/{id}", DownloadAsync).RequireCommand(Command.ViewTicket).WithTags(TicketRoutes.Tickets)
            .WithSummary("Mengunduh berkas").Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").Refuses(ProblemKinds.NotFound);
    }

    private static async Task<IResult> UploadAsync(string id, Actor actor, HttpContext context, TicketRequests requests, TicketFiles files, AlurDb db)
    {
        var cancellationToken = context.RequestAborted;
        // Before a byte is read: is there such a ticket, is it open, is there room?
        if (await requests.ReadAsync(id, actor, cancellationToken) is not { } ticket)
            return new Refusal.NotFound("Tiket").ToResult();
        if (await files.WhyNoRoomAsync(ticket, cancellationToken) is { } full)
            return full.ToResult();

        var (content, sentName, refusal) = await Upload.FindAsync(context.Request, cancellationToken);
        if (content is null)
            return refusal!.ToResult();
        var (kept, wrong) = await files.KeepAsync(content, sentName, cancellationToken);
        if (kept is null)
            return wrong!.ToResult();
        if (await files.AttachAsync(ticket.Ticket.Id, kept, actor, command => command, cancellationToken) is { } refused)
            return refused.ToResult();
        var row = await db.Attachments.AsNoTracking().SingleAsync(attachment => attachment.Id == kept.Id, CancellationToken.None);
        return Results.Created($"{context.Request.PathBase}/api/attachments/{kept.Id}", AttachmentView.Of(row));
    }

    private static async Task<IResult> ListAsync(string id, Actor actor, TicketRequests requests, AlurDb db, CancellationToken cancellationToken)
    {
        if (await requests.ReadAsync(id, actor, cancellationToken) is not { } ticket)
            return new Refusal.NotFound("Tiket").ToResult();
        return Results.Ok(new AttachmentList(await ReadAsync(db, ticket.Ticket.Id, cancellationToken)));
    }

    /// <summary>The files of a ticket, oldest first.</summary>
    internal static async Task<IReadOnlyList<AttachmentView>> ReadAsync(AlurDb db, string ticketId, CancellationToken cancellationToken)
    {
        var rows = await db.Attachments.AsNoTracking().Where(row => row.TicketId == ticketId)
            .OrderBy(row => row.At).ThenBy(row => row.Id).Take(TicketFiles.MostOfTicket + 10).ToListAsync(cancellationToken);
        return [.. rows.Select(AttachmentView.Of)];
    }

    private static async Task<IResult> DownloadAsync(
        string id, Actor actor, HttpContext context, TicketRequests requests, FileStore files, AlurDb db, CancellationToken cancellationToken)
    {
        var row = await db.Attachments.AsNoTracking().FirstOrDefaultAsync(attachment => attachment.Id == id, cancellationToken);
        if (row is null || await requests.ReadAsync(row.TicketId, actor, cancellationToken) is null)
            return new Refusal.NotFound("Lampiran").ToResult();
        // Should a browser show it after all: without script, without origin, without anything from anywhere.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Stream(files.Open(row.StoredAs), row.ContentType, row.Name, row.At, new EntityTagHeaderValue($"\"{row.Sha256}\""), enableRangeProcessing: true);
    }
}
