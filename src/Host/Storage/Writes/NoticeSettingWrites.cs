using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on what Administrators and people set about notices: webhooks, templates, preferences.</summary>
public static class NoticeSettingWrites
{
    private const string WebhookSql = """
        insert into webhooks (id, url, events, secret, is_active, created_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (id) do update set url = excluded.url, events = excluded.events, secret = excluded.secret, is_active = excluded.is_active
        """;

    private const string WebhookGoneSql = "delete from webhooks where id = $1";

    private const string TemplateSql = """
        insert into notice_templates (kind, subject, text, html, updated_at) values ($1, $2, $3, $4, $5)
        on conflict (kind) do update set subject = excluded.subject, text = excluded.text, html = excluded.html, updated_at = excluded.updated_at
        """;

    private const string TemplateGoneSql = "delete from notice_templates where kind = $1";

    private const string PreferenceSql = """
        insert into notice_preferences (user_id, kind, mail) values ($1, $2, $3) on conflict (user_id, kind) do update set mail = excluded.mail
        """;

    /// <summary>Stores a webhook, new or changed.</summary>
    /// <param name="row">The webhook.</param>
    /// <returns>The statement.</returns>
    public static Write PutWebhook(WebhookRow row) =>
        new(WebhookSql, [row.Id, row.Url, row.Events, row.Secret, row.IsActive, row.CreatedAt], Expectation.ExactlyOne);

    /// <summary>Removes a webhook. Loses when there is none.</summary>
    /// <param name="id">The webhook.</param>
    /// <returns>The statement.</returns>
    public static Write RemoveWebhook(string id) => new(WebhookGoneSql, [id], Expectation.ExactlyOne);

    /// <summary>Stores the office's wording of a kind of notice.</summary>
    /// <param name="row">The wording.</param>
    /// <returns>The statement.</returns>
    public static Write PutTemplate(NoticeTemplateRow row) =>
        new(TemplateSql, [row.Kind, row.Subject, row.Text, row.Html, row.UpdatedAt], Expectation.ExactlyOne);

    /// <summary>Goes back to the wording that ships with the product. Harmless when it is used already.</summary>
    /// <param name="kind">The kind of notice.</param>
    /// <returns>The statement.</returns>
    public static Write RemoveTemplate(string kind) => new(TemplateGoneSql, [kind]);

    /// <summary>Stores whether a person wants mail for a kind of notice.</summary>
    /// <param name="row">The preference.</param>
    /// <returns>The statement.</returns>
    public static Write PutPreference(NoticePreferenceRow row) => new(PreferenceSql, [row.UserId, row.Kind, row.Mail], Expectation.ExactlyOne);
}
