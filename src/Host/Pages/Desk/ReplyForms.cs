using Alur.Host.Features;
using Alur.Host.Features.CannedReplies;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Desk;

/// <summary>The button that puts a canned reply into a message field. Nothing is sent or stored by it: the page is shown again.</summary>
internal static class ReplyForms
{
    public static async Task<IResult> FillAsync(
        string id, FormPost form, TicketRequests requests, TicketDesks desks, CannedReplies replies, CancellationToken cancellationToken)
    {
        if (await requests.ReadAsync(id, form.Actor, cancellationToken) is not { } ticket)
            return new Refusal.NotFound("Tiket").ToResult();
        var (name, field) = Target(form["_untuk"]);
        if (name is null)
            return new Refusal.Malformed(T("Isian yang dituju tidak dikenal. Muat ulang halamannya lalu pilih lagi.")).ToResult();
        var (reply, refusal) = await replies.FillAsync(form["_balasan"] ?? "", ticket, form.Actor, cancellationToken);
        if (await desks.ReadAsync(id, form.Actor, 0, cancellationToken) is not { } desk)
            return new Refusal.NotFound("Tiket").ToResult();
        var values = new Dictionary<string, string>(form.Fields, StringComparer.Ordinal) { ["_balasan"] = form["_balasan"] ?? "" };
        if (reply is not null)
            values[field] = values.GetValueOrDefault(field) is { } typed && typed.Trim().Length > 0 ? $"{typed.TrimEnd()}\n\n{reply.Text}" : reply.Text;
        return Html.Page<TicketPage>(new { Desk = desk, Typed = new Typed(name, values, refusal) }, refusal?.Kind.Status ?? StatusCodes.Status200OK);
    }

    /// <summary>The form and its field: the free message, or the message of a step's answer.</summary>
    private static (string? Form, string Field) Target(string? text) => text?.Split('.') switch
    {
        ["pesan", "text"] => ("pesan", "text"),
        [var form, "message"] when form.StartsWith("jawab-", StringComparison.Ordinal) => (form, "message"),
        _ => (null, ""),
    };
}
