using System.Text.Json.Nodes;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Workflows.Definitions;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Definitions;

/// <summary>Makes of what somebody posted the document to store: the shape checked, wrapped activities put back, lost fields kept.</summary>
internal sealed class DraftDocument(IdSource ids, UnknownActivities unknown)
{
    private const int LongestName = 200;

    /// <summary>Objects and lists within each other: what the API writes and reads, less those that an answer and a wrapped activity put around it.</summary>
    private const int MostLevels = JsonText.MaxDepth - 4;

    /// <summary>What the host decides itself; what a client says of it does not count.</summary>
    private static readonly string[] HostOwned = ["links", "isLatest", "isPublished"];

    private static readonly string[] Lists = ["variables", "inputs", "outputs", "outcomes"];

    private static readonly string[] Roots = ["Elsa.Flowchart", "Elsa.Sequence"];

    /// <summary>Makes the document, in place.</summary>
    /// <param name="posted">What was posted.</param>
    /// <param name="definitionId">The definition it is of.</param>
    /// <param name="stored">The definition's newest state; null for none.</param>
    /// <param name="kind">What Studio drops is kept from the stored state when somebody edits it; what replaces it stands for itself.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public Refusal? Make(JsonObject posted, string definitionId, JsonObject? stored, SaveKind kind)
    {
        if (Check(posted) is { } wrong) return wrong;
        var root = posted["root"]!.AsObject();
        foreach (var name in HostOwned) posted.Remove(name);
        posted["definitionId"] = definitionId;
        root["id"] = Json.TextOf(root["id"]) is { Length: > 0 } id ? id : ids.Next();
        root["activities"] ??= new JsonArray();
        if (Json.TextOf(root["type"]) == "Elsa.Flowchart") root["connections"] ??= new JsonArray();
        UnknownActivities.Unwrap(root);
        if (Depth(posted) > MostLevels) return new Refusal.DefinitionRefused([T("Definisi ini bersarang lebih dari {0} tingkat.", MostLevels)]);
        ActivityTree.Change(root, (_, child) =>
        {
            if (!unknown.IsKnown(child)) return child;
            if (Json.TextOf(child["id"]) is null or "") child["id"] = ids.Next();
            return null;
        });
        if (stored is not null && kind == SaveKind.Edit) LostFields.Keep(stored, posted);
        ActivityTree.FillNodeIds(posted, unknown.IsKnown);
        posted["toolVersion"] ??= DefinitionView.ToolVersion;
        return stored is not null && ActivityTree.Count(stored) is > 0 and var had && ActivityTree.Count(posted) == 0
            ? new Refusal.DefinitionRefused([T("Simpanan ini akan mengosongkan bagan yang berisi {0} aktivitas, sehingga tidak diterapkan. Muat ulang halaman; isi bagan masih utuh.", had)])
            : null;
    }

    /// <summary>Whether two documents say the same, apart from what the host decides itself.</summary>
    public bool AreSame(JsonObject one, JsonObject other)
    {
        return JsonNode.DeepEquals(Bare(one), Bare(other));

        JsonObject Bare(JsonObject json)
        {
            var bare = json.DeepClone().AsObject();
            foreach (var name in (string[])[.. HostOwned, "id", "version", "createdAt", "toolVersion"]) bare.Remove(name);
            DefinitionView.FillDefaults(bare);
            ActivityTree.FillNodeIds(bare, unknown.IsKnown);
            return bare;
        }
    }

    private static int Depth(JsonNode? node) => node switch
    {
        JsonObject json => 1 + json.Select(member => Depth(member.Value)).DefaultIfEmpty().Max(),
        JsonArray list => 1 + list.Select(Depth).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private static Refusal? Check(JsonObject posted)
    {
        var wrong = new FieldErrors();
        Text("name", LongestName);
        Text("description", 10_000);
        if (posted["name"] is JsonValue && string.IsNullOrWhiteSpace(Json.TextOf(posted["name"]))) wrong.Add("name", T("Nama proses wajib diisi."));
        foreach (var list in Lists)
        {
            if (posted[list] is not (null or JsonArray)) wrong.Add(list, T("'{0}' harus berupa daftar.", list));
        }

        foreach (var part in (string[])["options", "customProperties"])
        {
            if (posted[part] is not (null or JsonObject)) wrong.Add(part, T("'{0}' harus berupa objek.", part));
        }

        if (posted["root"] is not JsonObject root)
            wrong.Add("root", T("Definisi tidak memuat bagan ('root')."));
        else if (!Roots.Contains(Json.TextOf(root["type"])))
            wrong.Add("root", T("Proses harus berupa bagan alir atau urutan; jenis '{0}' belum dapat dijalankan di sini.", Json.TextOf(root["type"]) ?? "?"));
        else if (root["activities"] is not (null or JsonArray) || root["connections"] is not (null or JsonArray))
            wrong.Add("root", T("'activities' dan 'connections' harus berupa daftar."));
        return wrong.Refusal;

        void Text(string name, int most)
        {
            if (posted[name] is null) return;
            if (Json.TextOf(posted[name]) is not { } text) wrong.Add(name, T("'{0}' harus berupa teks.", name));
            else if (text.Length > most) wrong.Add(name, T("'{0}' paling panjang {1} karakter.", name, most));
        }
    }
}
