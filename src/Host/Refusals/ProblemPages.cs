using System.Net;
using System.Text;
using Alur.Host.Pages;
using Alur.Host.Texts;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Refusals;

/// <summary>What a problem's <c>type</c> leads to: a plain page saying why it happens and what to do.</summary>
public static class ProblemPages
{
    /// <summary>Maps <c>/problems</c> and <c>/problems/{slug}</c>.</summary>
    public static IEndpointRouteBuilder MapProblemPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/problems", () => Page(T("Daftar penolakan"), PageDescriptions.For("/problems"), List())).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/problems/{slug}", (string slug) => ProblemKinds.BySlug.TryGetValue(slug, out var kind)
                ? Page(kind.Title, kind.Remedy, Explain(kind))
                : new Refusal.NotFound("Jenis penolakan").ToResult())
            .AllowAnonymous().ExcludeFromDescription();
        return app;
    }

    private static string List()
    {
        var html = new StringBuilder("<p>").Append(T("Setiap jawaban yang menolak berbentuk problem+json (RFC 9457); {0} tidak pernah berubah.", "<code>code</code>")).Append("</p><dl>");
        foreach (var kind in ProblemKinds.BySlug.Values.OrderBy(kind => kind.Status).ThenBy(kind => kind.Slug, StringComparer.Ordinal))
            html.Append($"<dt><a href=\"{kind.TypeUri}\">{kind.Slug}</a> ({kind.Status})</dt><dd>{Text(kind.Title)}</dd>");
        return html.Append("</dl>").ToString();
    }

    private static string Explain(ProblemKind kind) =>
        $"<p>{T("Status HTTP {0}, kode {1}.", $"<strong>{kind.Status}</strong>", $"<code>{kind.Slug}</code>")}</p><p>{Text(kind.Remedy)}</p><p><a href=\"/problems\">{T("Semua penolakan")}</a></p>";

    private static IResult Page(string title, string description, string body) => Results.Content(
        $"<!doctype html><html lang=\"{Languages.Tag}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(title)} – Alur</title>"
        + $"<meta name=\"description\" content=\"{Text(description)}\"><link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/alur.css\"></head><body><main><h1>{Text(title)}</h1>{body}</main></body></html>",
        "text/html; charset=utf-8");

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
