using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Storage.Rows;
using Alur.Workflows.Definitions;

namespace Alur.Host.Studio.Definitions;

/// <summary>A stored version as Studio and other Elsa servers read it.</summary>
public sealed class DefinitionView(UnknownActivities unknown)
{
    /// <summary>Elsa's schema of definitions, named in what is exported.</summary>
    public const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    /// <summary>The version of Elsa whose form this is.</summary>
    public const string ToolVersion = "3.8.2.0";

    private static readonly string[] Lists = ["variables", "inputs", "outputs", "outcomes"];

    /// <summary>For Studio: node ids filled in, what is not known wrapped, with links to what the person may do.</summary>
    public JsonObject ForStudio(DefinitionRow row, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(row);
        var json = Complete(row);
        json.Remove("$schema");
        ActivityTree.FillNodeIds(json, unknown.IsKnown);
        if (json["root"] is JsonObject root) unknown.Wrap(root);
        json["links"] = JsonSerializer.SerializeToNode(DefinitionLinks.Of(row.DefinitionId, actor), JsonSerializerOptions.Web);
        return json;
    }

    /// <summary>For another server: activities as they are.</summary>
    public static JsonObject ForExport(DefinitionRow row)
    {
        var json = Complete(row);
        json.Remove("$schema");
        json.Insert(0, "$schema", Schema);
        return json;
    }

    private static JsonObject Complete(DefinitionRow row)
    {
        var json = WorkflowDocument.Parse(row.Document, out _)?.Json
            ?? throw new InvalidOperationException($"Expected the stored version {row.VersionId} to be a definition but it is not.");
        json["id"] = row.VersionId;
        json["definitionId"] = row.DefinitionId;
        json["name"] = row.Name;
        json["version"] = row.Version;
        json["isLatest"] = row.IsLatest;
        json["isPublished"] = row.IsPublished;
        json["createdAt"] = row.CreatedAt;
        json["toolVersion"] ??= ToolVersion;
        FillDefaults(json);
        return json;
    }

    /// <summary>Writes what a definition means where it says nothing, so that Studio finds every field.</summary>
    public static void FillDefaults(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json["description"] ??= null;
        json["isReadonly"] ??= false;
        json["isSystem"] ??= false;
        foreach (var list in Lists) json[list] ??= new JsonArray();
        json["customProperties"] ??= new JsonObject();
        json["options"] ??= new JsonObject();
    }
}
