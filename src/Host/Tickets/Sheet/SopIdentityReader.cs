using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Alur.Host.Tickets.Sheet;

/// <summary>Reads the identity block (<c>customProperties.sop</c>) and our notes about it (<c>customProperties.notes</c>).</summary>
internal static class SopIdentityReader
{
    public static SopIdentity? Read(JsonObject? properties)
    {
        if (properties?["sop"] is not JsonObject sop)
            return null;
        var notes = Notes(properties["notes"] as JsonArray);
        var approved = sop["approvedBy"] as JsonObject;
        return new SopIdentity(
            Text(sop, "number"), Text(sop, "createdOn"), Text(sop, "revisedOn"), Text(sop, "effectiveOn"),
            [.. new[] { Text(approved, "position"), Text(approved, "name"), Text(approved, "nip") }.Where(part => part.Length > 0)],
            Text(sop, "unit"), Text(sop, "title"),
            [.. Texts(sop, "legalBases").Select((text, i) => new SopText(text, notes.GetValueOrDefault($"sop.legalBases[{i}]")))],
            Texts(sop, "qualifications"), Texts(sop, "related"), Texts(sop, "equipment"), Text(sop, "warning"), Text(sop, "records"));
    }

    private static Dictionary<string, string> Notes(JsonArray? notes)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var note in (notes ?? []).OfType<JsonObject>())
            read[Text(note, "about")] = Text(note, "text");
        return read;
    }

    private static string Text(JsonObject? owner, string name) => SopReader.Text(owner?[name]) ?? "";

    private static ImmutableArray<string> Texts(JsonObject owner, string name) =>
        owner[name] is JsonArray list ? [.. list.Select(SopReader.Text).OfType<string>()] : [];
}
