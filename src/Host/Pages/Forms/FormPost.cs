using System.Text;
using Alur.Host.Idempotency;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Microsoft.AspNetCore.Antiforgery;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Forms;

/// <summary>
/// A form that a page sent: read whole, free of characters that no database stores, and proven by its antiforgery token to come from a page of ours. As a
/// parameter of a handler it is checked before the handler runs; <see cref="FormPages.Guard"/> answers for one that is not as it should be.
/// </summary>
public sealed class FormPost
{
    /// <summary>Name of the hidden field that makes a double click one act.</summary>
    public const string KeyField = "_kunci";

    private const int LongestKey = 64;

    private readonly HttpContext context;
    private readonly IFormCollection form;

    private FormPost(HttpContext context, IFormCollection form, Refusal? wrong)
    {
        this.context = context;
        this.form = form;
        Wrong = wrong;
    }

    /// <summary>Why it must not be acted on; null when it may.</summary>
    public Refusal? Wrong { get; }

    /// <summary>Who sent it.</summary>
    public Actor Actor => Actor.From(context.User)!;

    /// <summary>The files in it that are not empty.</summary>
    public IEnumerable<IFormFile> Files => form.Files.Where(file => file.Length > 0);

    /// <summary>What was typed into a field; null when it is not there.</summary>
    public string? this[string name] => form.TryGetValue(name, out var values) ? (string?)values[0] : null;

    /// <summary>All values of a field, such as ticked boxes.</summary>
    public IReadOnlyList<string> All(string name) => form.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

    /// <summary>What was typed, by field, without what the page itself put in.</summary>
    public IReadOnlyDictionary<string, string> Fields => form.Where(one => !one.Key.StartsWith('_'))
        .ToDictionary(one => one.Key, one => ((string?)one.Value[0] ?? "").ReplaceLineEndings("\n"), StringComparer.Ordinal);

    /// <summary>The form as something that may be sent twice.</summary>
    public Once Once => Once.OfForm(Actor.Id, this[KeyField]!, Content());

    /// <summary>What was typed, to show it again with what is wrong with it.</summary>
    /// <param name="name">Which of the page's forms it is.</param>
    /// <param name="refusal">What is wrong.</param>
    public Typed Again(string name, Refusal refusal) => new(name, form.ToDictionary(field => field.Key, field => (string?)field.Value[0] ?? "", StringComparer.Ordinal), refusal)
    {
        Ticked = form.SelectMany(field => field.Value, (field, value) => (field.Key, value ?? "")).ToHashSet(),
    };

    /// <summary>Reads and checks the form of a request.</summary>
    public static async ValueTask<FormPost> BindAsync(HttpContext context)
    {
        var form = await PageForms.ReadAsync(context);
        return new FormPost(context, form, await WhyWrongAsync(context, form));
    }

    private static async Task<Refusal?> WhyWrongAsync(HttpContext context, IFormCollection form)
    {
        if (!context.Request.HasFormContentType || !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            return new Refusal.Malformed(T("Formulir ini sudah kedaluwarsa atau bukan dari halaman ini. Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi."));
        if (form.SelectMany(field => field.Value.Append(field.Key)).Any(text => text is not null && !StorableText.Keeps(text)))
            return new Refusal.Malformed(T("Isian memuat karakter yang tidak dapat disimpan."));
        return form.TryGetValue(KeyField, out var key) && key is [{ Length: > 0 and <= LongestKey } one] && one.All(char.IsAsciiLetterOrDigit)
            ? null
            : new Refusal.Malformed(T("Formulir ini tidak lengkap. Muat ulang halamannya lalu kirim lagi."));
    }

    private string Content()
    {
        var text = new StringBuilder().Append(context.Request.Path).Append('\n');
        foreach (var (name, values) in form.Where(field => !field.Key.StartsWith('_')).OrderBy(field => field.Key, StringComparer.Ordinal))
            text.Append(name).Append('=').AppendJoin('\u0001', values.ToArray()).Append('\n');
        foreach (var file in form.Files)
            text.Append(file.Name).Append('=').Append(file.FileName).Append(' ').Append(file.Length).Append('\n');
        return text.ToString();
    }
}

/// <summary>What was typed into a form that was not taken, or not sent yet.</summary>
/// <param name="Form">Which of the page's forms.</param>
/// <param name="Values">By field.</param>
/// <param name="Wrong">What is wrong; null for a draft, with which nothing is.</param>
public sealed record Typed(string Form, IReadOnlyDictionary<string, string> Values, Refusal? Wrong)
{
    /// <summary>What is wrong with a form that was refused.</summary>
    /// <exception cref="InvalidOperationException">It is a draft.</exception>
    public Refusal Refusal => Wrong ?? throw new InvalidOperationException("Expected a form that was refused but it is a draft.");

    /// <summary>Every value of every field, for boxes that share a name.</summary>
    public IReadOnlySet<(string Field, string Value)> Ticked { get; init; } = new HashSet<(string, string)>();

    /// <summary>What was typed into a field of a form of this page; null when the form is another.</summary>
    public string? Value(string form, string field) => Form == form ? Values.GetValueOrDefault(field) : null;

    /// <summary>What is wrong with a field of a form of this page; null when nothing is.</summary>
    public string? Error(string form, string field) =>
        Form == form && Wrong?.Errors is { } errors && (errors.GetValueOrDefault(field) ?? errors.GetValueOrDefault("data." + field)) is { } lines ? string.Join(' ', lines) : null;
}
