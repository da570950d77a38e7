using static Alur.Host.Texts.Texts;

namespace Alur.Host.Refusals;

/// <summary>Collects what is wrong with the fields of a request, so that all of it is told at once.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, string[]> _messages = new(StringComparer.Ordinal);

    /// <summary>The refusal, or null when every field is good.</summary>
    public Refusal? Refusal => _messages.Count == 0 ? null : new Refusal.Invalid(_messages);

    /// <summary>Adds a message about a field.</summary>
    public void Add(string field, string message) =>
        _messages[field] = _messages.TryGetValue(field, out var before) ? [.. before, message] : [message];

    /// <summary>A text that must be there. Returns it trimmed, or an empty text when it is wrong.</summary>
    public string Required(string field, string? value, int longest)
    {
        if (!string.IsNullOrWhiteSpace(value))
            return Optional(field, value, longest) ?? "";
        Add(field, T("Wajib diisi."));
        return "";
    }

    /// <summary>A text that may be missing. Returns it trimmed; null when it is missing, blank or wrong.</summary>
    public string? Optional(string field, string? value, int longest)
    {
        var text = value?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length > longest)
        {
            Add(field, T("Paling banyak {0} karakter.", longest));
            return null;
        }
        if (!text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')))
            return text;
        Add(field, T("Memuat karakter kendali."));
        return null;
    }
}
