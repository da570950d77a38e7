using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Mail;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage;
using Alur.Host.Storage.Writes;
using Alur.Workflows.Expressions;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Delivery;

/// <summary>The wording of the mails of a kind of notice.</summary>
/// <param name="Kind">The kind; <c>*</c> for every kind without a wording of its own.</param>
/// <param name="Title">What people call the kind.</param>
/// <param name="Subject">The subject, as Liquid.</param>
/// <param name="Text">The plain body, as Liquid.</param>
/// <param name="Html">The HTML body, as Liquid; values are encoded.</param>
/// <param name="IsShipped">Whether it is the wording that ships with the product.</param>
/// <param name="UpdatedAt">When the office changed it last.</param>
public sealed record TemplateView(string Kind, string Title, string Subject, string Text, string Html, bool IsShipped, DateTimeOffset? UpdatedAt);

/// <summary>A new wording.</summary>
/// <param name="Subject">The subject, as Liquid.</param>
/// <param name="Text">The plain body, as Liquid.</param>
/// <param name="Html">The HTML body, as Liquid.</param>
public sealed record TemplateRequest(string? Subject, string? Text, string? Html);

/// <summary>A wording filled with made-up facts.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The plain body.</param>
/// <param name="Html">The HTML body.</param>
public sealed record TemplatePreview(string Subject, string Text, string Html);

/// <summary>Wordings of mails: Administrators edit and preview them.</summary>
internal static class TemplateEndpoints
{
    private const int LongestBody = 30_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        var templates = app.MapGroup("/api/notice-templates").RequireCommand(Command.ManageNotices).WithTags("Operasi");
        templates.MapGet("", ListAsync).WithSummary("Templat surel menurut jenis pemberitahuan").Produces<IReadOnlyList<TemplateView>>();
        templates.MapPut("/{kind}", PutAsync).WithSummary("Mengganti templat surel; ditolak bila tidak dapat dibaca atau diisi").Produces<TemplateView>()
            .Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid);
        templates.MapDelete("/{kind}", async (string kind, OperatorRecords records, Actor actor) =>
                await RemoveAsync(kind, records, actor) is { } refusal ? refusal.ToResult() : Results.NoContent()).WithSummary("Kembali ke templat bawaan")
            .Produces(StatusCodes.Status204NoContent).Refuses(ProblemKinds.NotFound);
        templates.MapPost("/{kind}/preview", PreviewAsync).WithSummary("Pratinjau templat dengan data contoh, tanpa menyimpan").Produces<TemplatePreview>()
            .Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid);
    }

    internal static async Task<IReadOnlyList<TemplateView>> ListAsync(AlurDb db, CancellationToken cancellationToken)
    {
        var own = await db.NoticeTemplates.AsNoTracking().ToDictionaryAsync(t => t.Kind, cancellationToken);
        var shipped = MailTemplate.Shipped;
        return
        [
            .. NoticeCatalog.Titles.Keys.Prepend(NoticeCatalog.Any).Select(kind => own.TryGetValue(kind, out var row)
                ? new TemplateView(kind, TitleOf(kind), row.Subject, row.Text, row.Html, false, row.UpdatedAt)
                : new TemplateView(kind, TitleOf(kind), shipped.Subject, shipped.Text, shipped.Html, true, null)),
        ];
    }

    private static async Task<IResult> PutAsync(
        string kind, TemplateRequest request, MailWording wording, NoticeSettingsSource settings, OperatorRecords records, TimeProvider time, Actor actor,
        CancellationToken cancellationToken)
    {
        if (!IsKnown(kind)) return new Refusal.NotFound("Jenis pemberitahuan").ToResult();
        var now = time.GetUtcNow();
        var (template, _, refusal) = Check(kind, request, wording, await settings.ReadAsync(cancellationToken), now);
        if (refusal is not null) return refusal.ToResult();
        await SaveAsync(kind, template, records, now, actor);
        return Results.Ok(new TemplateView(kind, TitleOf(kind), template.Subject, template.Text, template.Html, false, now));
    }

    private static async Task<IResult> PreviewAsync(
        string kind, TemplateRequest request, MailWording wording, NoticeSettingsSource settings, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!IsKnown(kind)) return new Refusal.NotFound("Jenis pemberitahuan").ToResult();
        var (_, words, refusal) = Check(kind, request, wording, await settings.ReadAsync(cancellationToken), time.GetUtcNow());
        return refusal?.ToResult() ?? Results.Ok(new TemplatePreview(words!.Subject, words.Text, words.Html));
    }

    /// <summary>Stores a wording that was checked.</summary>
    internal static Task SaveAsync(string kind, MailTemplate template, OperatorRecords records, DateTimeOffset now, Actor actor) =>
        records.DoAsync(actor, "notice-template.change", kind, null, NoticeSettingWrites.PutTemplate(new()
        {
            Kind = kind, Subject = template.Subject, Text = template.Text, Html = template.Html, UpdatedAt = now,
        }));

    /// <summary>Goes back to the wording that ships; gives why not.</summary>
    internal static async Task<Refusal?> RemoveAsync(string kind, OperatorRecords records, Actor actor)
    {
        if (!IsKnown(kind)) return new Refusal.NotFound("Jenis pemberitahuan");
        await records.DoAsync(actor, "notice-template.remove", kind, null, NoticeSettingWrites.RemoveTemplate(kind));
        return null;
    }

    /// <summary>A wording is taken only when it can be filled: what fails with made-up facts would fail with real ones.</summary>
    internal static (MailTemplate Template, MailWords? Words, Refusal? Refusal) Check(
        string kind, TemplateRequest request, MailWording wording, NoticeSettings settings, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        var template = new MailTemplate(
            errors.Required("subject", request.Subject, 500),
            errors.Required("text", request.Text, LongestBody),
            errors.Required("html", request.Html, LongestBody));
        foreach (var (field, message) in template.Faults()) errors.Add(field, message);
        if (errors.Refusal is { } wrong) return (template, null, wrong);
        try
        {
            var words = template.Render(wording.Sample(kind, now, settings), now);
            return words.Subject.Length == 0 ? (template, null, new Refusal.Invalid("subject", T("Perihal menjadi kosong."))) : (template, words, null);
        }
        catch (ActivityFaultException e)
        {
            return (template, null, new Refusal.Invalid("html", T("Templat tidak dapat diisi: {0}", e.Message)));
        }
    }

    internal static bool IsKnown(string kind) => kind == NoticeCatalog.Any || NoticeCatalog.Titles.ContainsKey(kind);

    private static string TitleOf(string kind) => kind == NoticeCatalog.Any ? "Semua jenis" : NoticeCatalog.TitleOf(kind);
}
