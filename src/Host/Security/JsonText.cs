using System.Text.Json;
using System.Text.Unicode;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Security;

/// <summary>
/// Looks once over a JSON text before anything trusts it: shape and depth, valid UTF-8, no lone surrogate, no U+0000 (PostgreSQL stores neither),
/// no number beyond double. What passes can be read, stored and written again on both databases.
/// </summary>
public static class JsonText
{
    /// <summary>Deepest nesting taken.</summary>
    public const int MaxDepth = 32;

    private const int LongestNumber = 40;

    /// <summary>A sentence saying what is wrong, or null when nothing is.</summary>
    public static string? WhatIsWrong(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
            return T("Isi permintaan bukan UTF-8 yang sah.");
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                var wrong = reader.TokenType switch
                {
                    JsonTokenType.String or JsonTokenType.PropertyName => WhatIsWrongWithText(ref reader),
                    JsonTokenType.Number => WhatIsWrongWithNumber(ref reader),
                    _ => null,
                };
                if (wrong is not null)
                    return T("{0} (byte ke-{1}).", wrong, reader.TokenStartIndex);
            }
        }
        catch (JsonException broken)
        {
            return T("JSON rusak atau terlalu dalam (paling dalam {0}) pada baris {1}, byte {2}.", MaxDepth, broken.LineNumber + 1, broken.BytePositionInLine + 1);
        }
        return null;
    }

    private static string? WhatIsWrongWithText(ref Utf8JsonReader reader)
    {
        // Only an escape can hide a surrogate or a NUL: raw ones were refused as UTF-8 or as JSON.
        if (!reader.ValueIsEscaped)
            return null;
        try
        {
            return reader.GetString()!.Contains('\0') ? T("Teks memuat karakter U+0000") : null;
        }
        catch (InvalidOperationException)
        {
            return T("Teks memuat separuh pasangan surrogate");
        }
    }

    private static string? WhatIsWrongWithNumber(ref Utf8JsonReader reader) =>
        reader.ValueSpan.Length > LongestNumber || !reader.TryGetDouble(out var value) || !double.IsFinite(value) ? T("Angka terlalu besar atau terlalu panjang") : null;
}
