using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.CannedReplies;

/// <summary>The canned replies of the office.</summary>
/// <param name="Items">By title.</param>
public sealed record CannedReplyList(IReadOnlyList<CannedReply> Items);

/// <summary>What somebody can choose from on a ticket.</summary>
/// <param name="Items">By title.</param>
public sealed record ReplyChoices(IReadOnlyList<ReplyChoice> Items);

/// <summary>A canned reply filled with made-up names.</summary>
/// <param name="Text">The text.</param>
public sealed record ReplyPreview(string Text);

/// <summary>Canned replies: kept by Administrators and Supervisors, used on tickets by those whose role sees them.</summary>
internal static class CannedReplyEndpoints
{
    private const string Tag = "Balasan siap pakai";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var kept = routes.MapGroup("/api/canned-replies").RequireCommand(Command.ManageReplies).WithTags(Tag);
        kept.MapGet("", async (CannedReplies replies, CancellationToken cancellationToken) => new CannedReplyList(await replies.ListAsync(cancellationToken)))
            .WithSummary("Balasan siap pakai milik kantor").Produces<CannedReplyList>();
        kept.MapPost("", async (CannedReplyRequest request, Actor actor, HttpContext context, CannedReplies replies, CancellationToken cancellationToken) =>
            {
                var (reply, refusal) = await replies.MakeAsync(request, actor, null, cancellationToken);
                return reply is null ? refusal!.ToResult() : Results.Created($"{context.Request.PathBase}/api/canned-replies/{reply.Id}", reply);
            })
            .WithSummary("Balasan baru; ditolak bila templatnya tidak dapat diisi").Produces<CannedReply>(StatusCodes.Status201Created)
            .Refuses(ProblemKinds.Invalid, ProblemKinds.WrongState);
        kept.MapPost("/preview", (CannedReplyRequest request, CannedReplies replies) =>
            {
                var (text, refusal) = replies.Preview(request);
                return text is null ? refusal!.ToResult() : Results.Ok(new ReplyPreview(text));
            })
            .WithSummary("Pratinjau dengan data contoh, tanpa menyimpan").Produces<ReplyPreview>().Refuses(ProblemKinds.Invalid);
        kept.MapGet("/{id}", async (string id, CannedReplies replies, CancellationToken cancellationToken) =>
                await replies.FindAsync(id, cancellationToken) is { } reply ? Answer.Revised(reply, reply.Revision) : new Refusal.NotFound(Tag).ToResult())
            .WithSummary("Satu balasan").Produces<CannedReply>().Refuses(ProblemKinds.NotFound);
        kept.MapGet("/{id}/history", async (string id, CannedReplies replies, CancellationToken cancellationToken) =>
                await replies.HistoryAsync(id, cancellationToken) is { Count: > 0 } revisions ? Results.Ok(new CannedReplyList(revisions)) : new Refusal.NotFound(Tag).ToResult())
            .WithSummary("Revisi sebuah balasan, terbaru dahulu; juga dari yang sudah dihapus").Produces<CannedReplyList>().Refuses(ProblemKinds.NotFound);
        kept.MapPut("/{id}", ChangeAsync).WithSummary("Revisi berikutnya dari sebuah balasan").Produces<CannedReply>()
            .Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid, ProblemKinds.Stale);
        kept.MapDelete("/{id}", RemoveAsync).WithSummary("Menghapus balasan; revisinya tetap tercatat").Produces(StatusCodes.Status204NoContent)
            .Refuses(ProblemKinds.NotFound, ProblemKinds.Stale);

        routes.MapGet("/api/tickets/{id}/canned-replies", async (string id, Actor actor, TicketRequests requests, CannedReplies replies, CancellationToken cancellationToken) =>
                await requests.ReadAsync(id, actor, cancellationToken) is not null
                    ? Results.Ok(new ReplyChoices(await replies.ChoicesAsync(actor, cancellationToken)))
                    : new Refusal.NotFound("Tiket").ToResult())
            .IsTicketQuestion<ReplyChoices>(Command.UseReplies, Tag, "Balasan siap pakai yang dapat dipakai pada tiket ini", ProblemKinds.NotFound);
        routes.MapGet("/api/tickets/{id}/canned-replies/{reply}", FillAsync)
            .IsTicketQuestion<FilledReply>(Command.UseReplies, Tag, "Balasan siap pakai yang sudah diisi untuk tiket ini", ProblemKinds.NotFound, ProblemKinds.Invalid);
    }

    private static async Task<IResult> ChangeAsync(
        string id, CannedReplyRequest request, Actor actor, [FromHeader(Name = "If-Match")] string? ifMatch, CannedReplies replies, CancellationToken cancellationToken)
    {
        if (!IfMatch.TryRead(ifMatch, out var accepted))
            return BadIfMatch.ToResult();
        var (reply, refusal) = await replies.ChangeAsync(id, request, accepted, actor, cancellationToken);
        return reply is null ? refusal!.ToResult() : Answer.Revised(reply, reply.Revision);
    }

    private static async Task<IResult> RemoveAsync(
        string id, Actor actor, [FromHeader(Name = "If-Match")] string? ifMatch, CannedReplies replies, CancellationToken cancellationToken)
    {
        if (!IfMatch.TryRead(ifMatch, out var accepted))
            return BadIfMatch.ToResult();
        return await replies.RemoveAsync(id, accepted, actor, cancellationToken) is { } refusal ? refusal.ToResult() : Results.NoContent();
    }

    private static Refusal BadIfMatch => new Refusal.Malformed(T("Kepala If-Match harus berisi revisi, misalnya \"12\"."));

    private static async Task<IResult> FillAsync(
        string id, string reply, Actor actor, TicketRequests requests, CannedReplies replies, CancellationToken cancellationToken)
    {
        if (await requests.ReadAsync(id, actor, cancellationToken) is not { } ticket)
            return new Refusal.NotFound("Tiket").ToResult();
        var (filled, refusal) = await replies.FillAsync(reply, ticket, actor, cancellationToken);
        return filled is null ? refusal!.ToResult() : Results.Ok(filled);
    }
}
