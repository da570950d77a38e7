using System.Text.Json.Nodes;
using Alur.Host.Studio.Descriptors;
using Alur.Host.Studio.Publishing;
using Alur.Workflows.Definitions;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Definitions;

/// <summary>What stands against publishing a definition, in sentences for its designer: what the gate says, and versions of activity types that are not known here.</summary>
public sealed class PublishCheck(ActivityCatalog catalog, PublishGate gate, UnknownActivities unknown)
{
    private const int Most = 20;

    /// <summary>All that stands against it; empty when it may be published.</summary>
    public IReadOnlyList<string> Messages(string document)
    {
        var activities = WorkflowDocument.Parse(document, out _)?.Root is { } root ? ActivityTree.All(root) : [];
        List<string> messages =
        [
            .. Foreign(activities),
            .. gate.Check(document).Where(problem => problem.IsRefused).Select(problem => problem.Message),
            .. activities.Where(IsOfUnknownVersion).Select(OfVersion),
        ];
        messages = [.. messages.Distinct(StringComparer.Ordinal)];
        return messages.Count <= Most ? messages : [.. messages.Take(Most), T("… dan {0} hal lain.", messages.Count - Most)];
    }

    /// <summary>What of another server cannot run here, in one sentence.</summary>
    private IEnumerable<string> Foreign(IReadOnlyList<JsonObject> activities)
    {
        var types = Named(activities.Select(activity => Json.TextOf(activity["type"])).Where(type => type is not null && catalog.Find(type) is null));
        var languages = Named(activities.SelectMany(activity => activity).Select(property => Json.TextOf(((property.Value as JsonObject)?["expression"] as JsonObject)?["type"]))
            .Where(language => language is not null && FixedLists.Expressions.All(known => known.Type != language)));
        if (types.Length > 0) yield return T("Jenis aktivitas yang belum dapat dijalankan di sini: {0}.", types);
        if (languages.Length > 0) yield return T("Bahasa ungkapan yang belum dapat dijalankan di sini: {0}.", languages);

        static string Named(IEnumerable<string?> names) => string.Join(", ", names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private bool IsOfUnknownVersion(JsonObject activity) => !unknown.IsKnown(activity) && Json.TextOf(activity["type"]) is { } type && catalog.Find(type) is not null;

    private static string OfVersion(JsonObject activity) => T("'{0}': versi {1} dari jenis '{2}' belum dikenal.", NameOf(activity), activity["version"]?.ToJsonString(), Json.TextOf(activity["type"]));

    private static string NameOf(JsonObject activity) => Json.TextOf((activity["metadata"] as JsonObject)?["displayText"]) ?? Json.TextOf(activity["name"]) ?? Json.TextOf(activity["id"]) ?? "?";
}
