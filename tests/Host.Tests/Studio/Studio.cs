using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Alur.Host.Tests.Features;

namespace Alur.Host.Tests.Studio;

/// <summary>Asks the host as Elsa Studio asks it.</summary>
internal static class StudioHttp
{
    public const string Definitions = "/elsa/api/workflow-definitions";

    private static int _names;

    /// <summary>A name that no other test uses.</summary>
    public static string NewName() => $"Proses {Interlocked.Increment(ref _names)} {Guid.NewGuid():N}";

    /// <summary>What Studio's create dialog posts.</summary>
    public static JsonObject Empty(string name) => new()
    {
        ["definitionId"] = null,
        ["name"] = name,
        ["description"] = "Uji",
        ["root"] = new JsonObject { ["id"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["name"] = "Flowchart1" },
    };

    /// <summary>A chart of two steps that can be published.</summary>
    public static JsonObject TwoSteps(string name)
    {
        var definition = Empty(name);
        var root = definition["root"]!.AsObject();
        root["activities"] = new JsonArray(Step("satu", "Satu"), Step("dua", "Dua"));
        root["connections"] = new JsonArray(Connection("satu", "dua"));
        return definition;
    }

    public static JsonObject Step(string id, string title, string type = "Alur.HumanTask") => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["version"] = 1,
        ["name"] = id,
        ["role"] = Literal("Helpdesk"),
        ["metadata"] = new JsonObject { ["displayText"] = title, ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 10, ["y"] = 20 } } },
    };

    public static JsonObject Literal(string value, string type = "String") => new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    public static JsonObject Connection(string from, string to, string port = "Done") => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        ["vertices"] = new JsonArray(),
    };

    public static Task<HttpResponseMessage> Save(this Person person, JsonObject definition, bool? publish = false, string? window = null)
    {
        var body = new JsonObject { ["model"] = definition.DeepClone(), ["publish"] = publish }.ToJsonString();
        var request = new HttpRequestMessage(HttpMethod.Post, Definitions) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (window is not null) request.Headers.TryAddWithoutValidation("Alur-Window", window);
        return person.Client.Ask(request);
    }

    /// <summary>Saves and gives the definition of the answer.</summary>
    public static async Task<JsonObject> SavedAsync(this Person person, JsonObject definition, bool? publish = false)
    {
        using var answer = await person.Save(definition, publish);
        return (await answer.Json())["workflowDefinition"]!.AsObject();
    }

    public static async Task<JsonObject> OpenAsync(this Person person, string definitionId, string versionOptions = "Latest") =>
        await person.GetAsync($"{Definitions}/by-definition-id/{definitionId}?versionOptions={versionOptions}");

    public static JsonArray Activities(this JsonObject definition) => definition["root"]!["activities"]!.AsArray();

    public static async Task<List<string>> RefusedAsync(this Task<HttpResponseMessage> asked, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        using var answer = await asked;
        return await answer.ShouldBeStudioRefusal(status);
    }
}
