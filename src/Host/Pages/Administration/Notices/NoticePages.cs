using System.Globalization;
using Alur.Host.Features.Delivery;
using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Mail;
using Alur.Host.Sla.Notices;
using Alur.Host.Sla.Webhooks;
using Alur.Host.Storage;

namespace Alur.Host.Pages.Administration.Notices;

/// <summary>Mail settings, wordings and webhooks as forms over what the API does.</summary>
internal static class NoticePages
{
    public static void Map(RouteGroupBuilder pages)
    {
        var group = pages.MapGroup("/admin").RequireCommand(Command.ManageNotices);
        group.MapGet("/templat", async (Actor actor, AlurDb db, CancellationToken cancellationToken) =>
            Html.Page<TemplatesPage>(new { Actor = actor, List = await TemplateEndpoints.ListAsync(db, cancellationToken) }));
        group.MapGet("/templat/{kind}", (string kind, Actor actor, AlurDb db, CancellationToken cancellationToken) =>
            TemplateAsync(kind, actor, db, null, null, null, cancellationToken));
        group.MapPost("/templat/{kind}", SaveTemplateAsync);
        group.MapPost("/templat/{kind}/hapus", async (string kind, FormPost form, OperatorRecords records) =>
            await TemplateEndpoints.RemoveAsync(kind, records, form.Actor) is { } refusal ? refusal.ToResult() : Html.SeeOther("/admin/templat?selesai=hapus"));

        group.MapGet("/surel", (Actor actor, MailSettingsSource source, CancellationToken cancellationToken) => MailAsync(actor, source, null, null, cancellationToken));
        group.MapPost("/surel", SaveMailAsync);
        group.MapPost("/surel/hapus", async (FormPost form, MailSettingsSource source, OperatorRecords records, CancellationToken cancellationToken) =>
        {
            await MailSettingsEndpoints.RemoveAsync(source, records, form.Actor, cancellationToken);
            return Html.SeeOther("/admin/surel?selesai=hapus");
        });
        group.MapPost("/surel/uji", async (FormPost form, TestMail mail, MailSettingsSource source, CancellationToken cancellationToken) =>
        {
            var (test, refusal) = await mail.SendAsync(form["to"], TestMail.Words, form.Actor, cancellationToken);
            return await MailAsync(form.Actor, source, refusal is null ? null : form.Again("uji", refusal), test, cancellationToken);
        });

        group.MapGet("/webhook", (Actor actor, AlurDb db, CancellationToken cancellationToken) => WebhooksAsync(actor, db, null, null, cancellationToken));
        group.MapPost("/webhook", MakeWebhookAsync);
        group.MapPost("/webhook/{id}", ChangeWebhookAsync);
        group.MapPost("/webhook/{id}/hapus", async (string id, FormPost form, WebhookKeeper keeper, CancellationToken cancellationToken) =>
            await keeper.RemoveAsync(id, form.Actor, cancellationToken) is { } refusal ? refusal.ToResult() : Html.SeeOther("/admin/webhook?selesai=hapus"));
        group.MapPost("/webhook/{id}/kunci", async (string id, FormPost form, WebhookKeeper keeper, AlurDb db, CancellationToken cancellationToken) =>
        {
            var (view, refusal) = await keeper.RenewSecretAsync(id, form.Actor, cancellationToken);
            return view is null ? refusal!.ToResult() : await WebhooksAsync(form.Actor, db, null, view.Secret, cancellationToken);
        });
        group.MapPost("/webhook/{id}/uji", async (string id, FormPost form, WebhookKeeper keeper, CancellationToken cancellationToken) =>
            await keeper.TryAsync(id, form.Actor, cancellationToken) is { } refusal ? refusal.ToResult() : Html.SeeOther("/admin/webhook?selesai=kirim"));
        group.MapPost("/webhook/{id}/ulang", async (string id, FormPost form, WebhookKeeper keeper, CancellationToken cancellationToken) =>
            (await keeper.ReplayAsync(id, form.Actor, cancellationToken)).Refusal is { } refusal ? refusal.ToResult() : Html.SeeOther("/admin/webhook?selesai=kirim"));
    }

    private static async Task<IResult> TemplateAsync(
        string kind, Actor actor, AlurDb db, Typed? typed, TemplatePreview? preview, TestMailResult? test, CancellationToken cancellationToken) =>
        (await TemplateEndpoints.ListAsync(db, cancellationToken)).FirstOrDefault(template => template.Kind == kind) is { } shown
            ? Html.Page<TemplatePage>(
                new { Actor = actor, Template = shown, Preview = preview, Test = test, Typed = typed }, typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK)
            : new Refusal.NotFound("Jenis pemberitahuan").ToResult();

    private static async Task<IResult> SaveTemplateAsync(
        string kind, FormPost form, MailWording wording, NoticeSettingsSource settings, OperatorRecords records, TestMail mail, AlurDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!TemplateEndpoints.IsKnown(kind))
            return new Refusal.NotFound("Jenis pemberitahuan").ToResult();
        var request = new TemplateRequest(form["subject"], form["text"]?.ReplaceLineEndings("\n"), form["html"]?.ReplaceLineEndings("\n"));
        var now = time.GetUtcNow();
        var (template, words, refusal) = TemplateEndpoints.Check(kind, request, wording, await settings.ReadAsync(cancellationToken), now);
        TestMailResult? test = null;
        if (refusal is null && form["act"] == "save")
        {
            await TemplateEndpoints.SaveAsync(kind, template, records, now, form.Actor);
            return Html.SeeOther($"/admin/templat/{Uri.EscapeDataString(kind)}?selesai=simpan");
        }
        if (refusal is null && form["act"] == "test")
            (test, refusal) = await mail.SendAsync(null, words!, form.Actor, cancellationToken);
        if (refusal is not null)
            return await TemplateAsync(kind, form.Actor, db, form.Again("templat", refusal), null, null, cancellationToken);
        // What was typed stays in the form although nothing of it is stored.
        var view = (await TemplateEndpoints.ListAsync(db, cancellationToken)).First(one => one.Kind == kind) with { Subject = template.Subject, Text = template.Text, Html = template.Html };
        return Html.Page<TemplatePage>(new { form.Actor, Template = view, Preview = new TemplatePreview(words!.Subject, words.Text, words.Html), Test = test });
    }

    private static async Task<IResult> MailAsync(Actor actor, MailSettingsSource source, Typed? typed, TestMailResult? test, CancellationToken cancellationToken) =>
        Html.Page<MailPage>(
            new { Actor = actor, Settings = await MailSettingsEndpoints.ShowAsync(source, cancellationToken), Test = test, Typed = typed },
            typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);

    private static async Task<IResult> SaveMailAsync(FormPost form, MailSettingsSource source, OperatorRecords records, CancellationToken cancellationToken)
    {
        return await MailSettingsEndpoints.SaveAsync(MailRequestOf(form), source, records, form.Actor, cancellationToken) is { } refusal
            ? await MailAsync(form.Actor, source, form.Again("surel", refusal), null, cancellationToken)
            : Html.SeeOther("/admin/surel?selesai=simpan");
    }

    /// <summary>Mail settings as a form gives them; an empty password keeps the stored one.</summary>
    internal static MailSettingsRequest MailRequestOf(FormPost form)
    {
        var port = int.TryParse(form["port"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : string.IsNullOrWhiteSpace(form["port"]) ? (int?)null : 0;
        return new(form["host"], port, form["security"], form["user"], string.IsNullOrEmpty(form["password"]) ? null : form["password"], form["fromAddress"], form["fromName"]);
    }

    private static async Task<IResult> WebhooksAsync(Actor actor, AlurDb db, Typed? typed, string? secret, CancellationToken cancellationToken) =>
        Html.Page<WebhooksPage>(
            new { Actor = actor, List = await WebhookEndpoints.ListAsync(db, cancellationToken), Secret = secret, Typed = typed },
            typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);

    // The key is shown once, in the answer itself: it is a secret and must be in no address.
    private static async Task<IResult> MakeWebhookAsync(FormPost form, WebhookKeeper keeper, AlurDb db, CancellationToken cancellationToken)
    {
        var (made, refusal) = await keeper.MakeAsync(new(form["url"], form.All("events"), true), form.Actor, form.Once, cancellationToken);
        return await WebhooksAsync(form.Actor, db, refusal is null ? null : form.Again("baru", refusal), made?.Secret, cancellationToken);
    }

    private static async Task<IResult> ChangeWebhookAsync(string id, FormPost form, WebhookKeeper keeper, AlurDb db, CancellationToken cancellationToken)
    {
        var (_, refusal) = await keeper.ChangeAsync(id, new(form["url"], form.All("events"), form["active"] is not null), form.Actor, cancellationToken);
        return refusal switch
        {
            null => Html.SeeOther("/admin/webhook?selesai=simpan"),
            Refusal.NotFound => refusal.ToResult(),
            _ => await WebhooksAsync(form.Actor, db, form.Again("hook-" + id, refusal), null, cancellationToken),
        };
    }
}
