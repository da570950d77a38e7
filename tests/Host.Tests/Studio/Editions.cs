using System.Text.Json.Nodes;
using Alur.Host.Storage.Definitions;
using Alur.Host.Tests.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Studio;

/// <summary>Editions of SOP 011 as a designer might make them.</summary>
internal static class Editions
{
    /// <summary>Publishes an edited copy of the shipped definition and gives its version.</summary>
    public static async Task<int> PublishAsync(Office office, Action<JsonObject> edit, string definitionId = "sop-011")
    {
        var definitions = office.Host.Services.GetRequiredService<IDefinitionStore>();
        (await definitions.SaveDraftAsync(Text(edit, definitionId), TestContext.Current.CancellationToken)).ShouldBeOfType<SaveResult.Saved>();
        return (await definitions.PublishAsync(definitionId, TestContext.Current.CancellationToken)).ShouldBeOfType<SaveResult.Saved>().Version;
    }

    /// <summary>The document of an edited copy.</summary>
    public static string Text(Action<JsonObject> edit, string definitionId = "sop-011")
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", "sop-011.json")))!.AsObject();
        json["definitionId"] = definitionId;
        edit(json);
        return json.ToJsonString();
    }

    public static JsonObject Step(this JsonObject definition, string id) =>
        definition["root"]!["activities"]!.AsArray().Single(activity => activity!["id"]!.GetValue<string>() == id)!.AsObject();

    public static void Retitle(this JsonObject step, string text) => step["metadata"]!["displayText"] = text;

    public static void Waits(this JsonObject step, string time) => step["waktu"] = new JsonObject
    {
        ["typeName"] = "TimeSpan", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = time },
    };

    /// <summary>Gives a step another id, in the arrows too.</summary>
    public static void Rename(this JsonObject definition, string from, string to)
    {
        definition.Step(from)["id"] = to;
        foreach (var end in definition["root"]!["connections"]!.AsArray().SelectMany(arrow => (JsonObject[])[arrow!["source"]!.AsObject(), arrow["target"]!.AsObject()]))
        {
            if (end["activity"]!.GetValue<string>() == from)
                end["activity"] = to;
        }
    }
}
