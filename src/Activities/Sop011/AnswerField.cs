using System.Globalization;
using System.Text.Json;

namespace Alur.Activities.Sop011;

/// <summary>What a field of an answer holds.</summary>
public enum FieldKind
{
    /// <summary>A line of text.</summary>
    Line,

    /// <summary>Text of any number of lines.</summary>
    Text,

    /// <summary>A whole number.</summary>
    WholeNumber,
}

/// <summary>A field of the data that go with an answer: declared once, for the check, the forms and the API's description.</summary>
/// <param name="Name">Property in the data, such as <c>message</c>.</param>
/// <param name="Label">Label for people.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Maximum">Most characters of a text, or the greatest number.</param>
/// <param name="Advice">What to do when it is missing; a sentence in Indonesian.</param>
/// <param name="IsRequired">False when it may be left out.</param>
/// <param name="Minimum">The least number; no meaning for text, which if required must not be blank.</param>
public sealed record AnswerField(string Name, string Label, FieldKind Kind, int Maximum, string Advice, bool IsRequired = true, int Minimum = 0)
{
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    /// <summary>What is wrong with the field in these data, as advice in Indonesian; null when nothing is.</summary>
    public string? Check(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(Name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return IsRequired ? Advice : null;
        }

        return Kind == FieldKind.WholeNumber ? CheckNumber(value) : CheckText(value);
    }

    /// <summary>How long the text in these data is, when that is more than the field holds; null when it is not.</summary>
    public int? TooLong(JsonElement data) => Kind != FieldKind.WholeNumber && data.ValueKind == JsonValueKind.Object && data.TryGetProperty(Name, out var value)
        && value.ValueKind == JsonValueKind.String && value.GetString()!.Length is var length && length > Maximum ? length : null;

    private string? CheckNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= Minimum && number <= Maximum ? null : Advice;

    private string? CheckText(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return "Tulis sebagai teks.";
        }

        var text = value.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
        {
            return IsRequired ? Advice : null;
        }

        if (Kind == FieldKind.Line && text.AsSpan().ContainsAny('\r', '\n'))
        {
            return "Tulis dalam satu baris saja.";
        }

        return text.Length <= Maximum
            ? null
            : string.Create(Indonesian, $"Persingkat menjadi paling banyak {Maximum:N0} karakter; sekarang {text.Length:N0}.");
    }
}
