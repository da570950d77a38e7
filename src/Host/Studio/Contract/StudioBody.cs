using System.Text.Json.Nodes;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Studio.Definitions;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Contract;

/// <summary>Reads the bodies that Studio sends and that are kept as JSON.</summary>
internal static class StudioBody
{
    /// <summary>The JSON object of the body, which the body guard has looked over; null, with a refusal, when there is none.</summary>
    public static JsonObject? ObjectOf(HttpContext context, out Refusal? refusal)
    {
        var body = BodyGuard.BodyOf(context);
        refusal = body.IsEmpty ? new Refusal.Malformed(T("Isi permintaan kosong atau bukan JSON (application/json).")) : null;
        if (refusal is not null) return null;
        return Parse(body, out refusal);
    }

    /// <summary>The texts of a list in the body, such as <c>{"ids":["…"]}</c>; null, with a refusal, when it is not that.</summary>
    public static IReadOnlyList<string>? TextsOf(HttpContext context, string name, out Refusal? refusal)
    {
        if (ObjectOf(context, out refusal) is not { } body) return null;
        if (body[name] is JsonArray list && list.Count <= DefinitionReading.Most && list.All(item => Json.TextOf(item) is not null))
            return [.. list.Select(item => Json.TextOf(item)!).Distinct(StringComparer.Ordinal)];
        refusal = new Refusal.Malformed(T("'{0}' harus berupa daftar teks, paling banyak {1}.", name, DefinitionReading.Most));
        return null;
    }

    /// <summary>A JSON object out of text that was looked over; null, with a refusal, when it is something else or names a property twice.</summary>
    public static JsonObject? Parse(ReadOnlyMemory<byte> utf8, out Refusal? refusal)
    {
        refusal = null;
        try
        {
            if (JsonNode.Parse(utf8.Span, documentOptions: new() { AllowDuplicateProperties = false, MaxDepth = JsonText.MaxDepth }) is JsonObject json) return json;
            refusal = new Refusal.Malformed(T("Isi permintaan harus berupa objek JSON."));
        }
        catch (System.Text.Json.JsonException)
        {
            refusal = new Refusal.Malformed(T("Isi permintaan menyebut sebuah nama dua kali dalam satu objek, atau bukan JSON yang sah."));
        }

        return null;
    }
}
