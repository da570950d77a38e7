using System.Text.Json;
using System.Text.RegularExpressions;
using Alur.Workflows.Expressions;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Sla.Mail;

/// <summary>The wording of the mails of a kind of notice.</summary>
/// <param name="Subject">The subject, as Liquid.</param>
/// <param name="Text">The plain body, as Liquid.</param>
/// <param name="Html">The HTML body, as Liquid; values are encoded.</param>
public sealed partial record MailTemplate(string Subject, string Text, string Html)
{
    /// <summary>Characters that a subject may have.</summary>
    public const int LongestSubject = 200;

    private static readonly Lazy<MailTemplate> ShippedTemplate = new(() => new(Embedded("subject").Trim(), Embedded("text"), Embedded("html")));

    /// <summary>The wording that ships with the product, for every kind.</summary>
    public static MailTemplate Shipped => ShippedTemplate.Value;

    /// <summary>What is wrong with the templates, by field, in Indonesian; empty when they parse.</summary>
    public IEnumerable<(string Field, string Message)> Faults()
    {
        foreach (var (field, text) in new[] { ("subject", Subject), ("text", Text), ("html", Html) })
        {
            if (LiquidTemplate.TryParse(text, out var error) is null) yield return (field, T("Templat tidak dapat dibaca: {0}", error));
        }
    }

    /// <summary>Fills the templates.</summary>
    /// <param name="names">An object whose members are the templates' names.</param>
    /// <param name="now">What the templates see as "now".</param>
    /// <exception cref="ActivityFaultException">A template cannot be parsed, fails, or takes more time, memory or length than it may.</exception>
    public MailWords Render(JsonElement names, DateTimeOffset now)
    {
        var subject = OneLine().Replace(Render(Subject, names, now, false), " ").Trim();
        return new(
            subject.Length <= LongestSubject ? subject : subject[..LongestSubject],
            Render(Text, names, now, false),
            Render(Html, names, now, true));
    }

    private static string Render(string text, JsonElement names, DateTimeOffset now, bool asHtml) =>
        (LiquidTemplate.TryParse(text, out var error) ?? throw new ActivityFaultException("template-broken", $"Expected a template but {error}"))
        .Render(names, now, asHtml);

    private static string Embedded(string name)
    {
        using var stream = typeof(MailTemplate).Assembly.GetManifestResourceStream($"Mail/{name}.liquid")
            ?? throw new InvalidOperationException($"Expected an embedded template but there is none named '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // A header is one line: whatever could end it, or hide in it, becomes a space.
    [GeneratedRegex(@"[\p{C}\p{Zl}\p{Zp}\s]+")]
    private static partial Regex OneLine();
}

/// <summary>A mail in words.</summary>
/// <param name="Subject">The subject, one line.</param>
/// <param name="Text">The plain body.</param>
/// <param name="Html">The HTML body.</param>
public sealed record MailWords(string Subject, string Text, string Html);
