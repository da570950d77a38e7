using System.Globalization;
using Alur.Host.Features.CannedReplies;
using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;

namespace Alur.Host.Pages.Administration.Replies;

/// <summary>Canned replies as forms over what the API does; for Administrators and Supervisors.</summary>
internal static class ReplyPages
{
    /// <summary>Stands in the address for a reply that is not made yet.</summary>
    public const string New = "baru";

    /// <summary>Name of the form.</summary>
    public const string Form = "balasan";

    public static void Map(RouteGroupBuilder pages)
    {
        var group = pages.MapGroup("/admin/balasan").RequireCommand(Command.ManageReplies);
        group.MapGet("", async (Actor actor, CannedReplies replies, CancellationToken cancellationToken) =>
            Html.Page<RepliesPage>(new { Actor = actor, List = await replies.ListAsync(cancellationToken) }));
        group.MapGet("/{id}", (string id, Actor actor, CannedReplies replies, CancellationToken cancellationToken) =>
            ShowAsync(id, actor, replies, null, null, null, cancellationToken));
        group.MapPost("/{id}", SaveAsync);
        group.MapPost("/{id}/hapus", async (string id, FormPost form, CannedReplies replies, CancellationToken cancellationToken) =>
            // A double click removes once and is told so twice.
            await replies.RemoveAsync(id, null, form.Actor, cancellationToken) is { } refusal and not Refusal.NotFound ? refusal.ToResult() : Html.SeeOther("/admin/balasan?selesai=hapus"));
    }

    private static async Task<IResult> ShowAsync(
        string id, Actor actor, CannedReplies replies, Typed? typed, IReadOnlyList<string>? roles, string? preview, CancellationToken cancellationToken)
    {
        var reply = await replies.FindAsync(id, cancellationToken);
        return reply is null && id != New
            ? new Refusal.NotFound("Balasan siap pakai").ToResult()
            : Html.Page<ReplyPage>(
                new
                {
                    Actor = actor, Reply = reply, Typed = typed, Preview = preview, Chosen = roles ?? reply?.Roles ?? [],
                    Past = reply is null ? [] : await replies.HistoryAsync(id, cancellationToken),
                },
                typed?.Wrong?.Kind.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> SaveAsync(string id, FormPost form, CannedReplies replies, CancellationToken cancellationToken)
    {
        var request = new CannedReplyRequest(form["title"], form["body"], form.All("roles"));
        if (form["act"] != "save")
        {
            var (text, wrong) = replies.Preview(request);
            // What was typed stays in the form although nothing of it is stored.
            return await ShowAsync(id, form.Actor, replies, new Typed(Form, form.Fields, wrong), request.Roles, text, cancellationToken);
        }
        var revision = int.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
        var (_, refusal) = id == New
            ? await replies.MakeAsync(request, form.Actor, form.Once, cancellationToken)
            : await replies.ChangeAsync(id, request, new IfMatch([revision]), form.Actor, cancellationToken);
        return refusal switch
        {
            null => Html.SeeOther("/admin/balasan?selesai=simpan"),
            Refusal.NotFound => refusal.ToResult(),
            _ => await ShowAsync(id, form.Actor, replies, form.Again(Form, refusal), request.Roles, null, cancellationToken),
        };
    }
}
