using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;

namespace Alur.Activities.Tests.Support;

/// <summary>Writes small definitions, as Elsa writes them.</summary>
internal sealed class Chart
{
    private readonly JsonArray activities = [];
    private readonly JsonArray connections = [];
    private readonly JsonArray variables = [];

    /// <summary>An input with a literal value.</summary>
    public static JsonObject Literal(string value) => Wrapped("Literal", value);

    /// <summary>An input with a script.</summary>
    public static JsonObject Script(string value) => Wrapped("JavaScript", value);

    /// <summary>An input with JSON.</summary>
    public static JsonObject Object(string json) => Wrapped("Object", json);

    /// <summary>An output bound to a variable.</summary>
    public static JsonObject Into(string variable) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = variable } };

    /// <summary>An activity outside any chart, such as a branch of an If.</summary>
    public static JsonObject Activity(string id, string type, params (string Name, JsonNode Value)[] properties)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in properties)
        {
            activity[name] = value;
        }

        return activity;
    }

    public static JsonObject Line(string id) => Activity(id, "Elsa.WriteLine", ("text", Literal(id)));

    public Chart Add(string id, string type, params (string Name, JsonNode Value)[] properties)
    {
        activities.Add(Activity(id, type, properties));
        return this;
    }

    /// <summary>Adds an activity that writes its own id into the journal.</summary>
    public Chart AddLines(params string[] ids)
    {
        foreach (var id in ids)
        {
            activities.Add(Line(id));
        }

        return this;
    }

    /// <summary>Adds an arrow, written <c>from:port>to</c> or <c>from>to</c>.</summary>
    public Chart Arrows(params string[] arrows)
    {
        foreach (var arrow in arrows)
        {
            var (from, to) = (arrow.Split('>')[0], arrow.Split('>')[1]);
            connections.Add(new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = from.Split(':')[0], ["port"] = from.Contains(':') ? from.Split(':')[1] : "Done" },
                ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
            });
        }

        return this;
    }

    public Chart Variable(string id, string name, string typeName = "Object", JsonNode? value = null)
    {
        variables.Add(new JsonObject { ["id"] = id, ["name"] = name, ["typeName"] = typeName, ["value"] = value });
        return this;
    }

    /// <summary>The chart as an activity that can stand inside another chart.</summary>
    public JsonObject ToActivity(string id) =>
        new() { ["id"] = id, ["type"] = "Elsa.Flowchart", ["version"] = 1, ["variables"] = variables, ["activities"] = activities, ["connections"] = connections };

    public Chart Add(JsonObject activity)
    {
        activities.Add(activity);
        return this;
    }

    public string ToJson() => new JsonObject
    {
        ["id"] = "v1", ["definitionId"] = "d1", ["name"] = "Uji", ["version"] = 1, ["variables"] = variables.DeepClone(),
        ["root"] = new JsonObject { ["id"] = "root", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = activities.DeepClone(), ["connections"] = connections.DeepClone() },
    }.ToJsonString();

    public CompiledWorkflow Compile() => Compiled.From(ToJson());

    public Walk Start() => Walk.Start(Compile());

    private static JsonObject Wrapped(string syntax, string value) => new() { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value } };
}
