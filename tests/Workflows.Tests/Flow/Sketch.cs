using System.Text.Json.Nodes;
using Alur.Activities.General;
using Alur.Workflows.Definitions;
using Alur.Workflows.Tests.Properties;

namespace Alur.Workflows.Tests.Flow;

/// <summary>
/// A flowchart in a few lines of text: <c>id kind argument</c> for an activity, <c>id.Port -> id</c> for a connection.
/// Kinds: start, end, finish, ask (answers), each (answers; asked for each token), line (merge mode), fork (branches), join (mode), decide (script), set (variable=script), fault, complete (outcomes), event (name), delay.
/// </summary>
public static class Sketch
{
    private static readonly ActivityCatalog Catalog = new([.. GeneralActivities.All, new AskActivity()]);

    public static CompiledWorkflow Compile(string text, params (string Id, string Inside)[] nested)
    {
        var root = Chart("root", text, nested);
        var json = new JsonObject
        {
            ["id"] = "v1",
            ["definitionId"] = "sketch",
            ["name"] = "sketch",
            ["version"] = 1,
            ["variables"] = new JsonArray(new JsonObject { ["id"] = "var-x", ["name"] = "X", ["typeName"] = "Int32", ["value"] = 0 }),
            ["root"] = root,
        };
        var document = WorkflowDocument.Parse(json.ToJsonString(), out var problems);
        problems.ShouldBeEmpty();
        var result = WorkflowCompiler.Compile(document!, Catalog);
        result.Problems.Where(p => p.Severity == ProblemSeverity.Error).ShouldBeEmpty();
        return result.Workflow!;
    }

    private static JsonObject Chart(string id, string text, (string Id, string Inside)[] nested)
    {
        var activities = new JsonArray();
        var connections = new JsonArray();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split(" -> ") is [var from, var to])
            {
                var end = from.Split('.');
                connections.Add(new JsonObject
                {
                    ["source"] = new JsonObject { ["activity"] = end[0], ["port"] = end.Length > 1 ? end[1] : "Done" },
                    ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
                });
                continue;
            }

            var words = line.Split(' ', 3);
            activities.Add(words[1] == "chart"
                ? Chart(words[0], nested.Single(n => n.Id == words[0]).Inside, nested)
                : Activity(words[0], words[1], words.Length > 2 ? words[2] : ""));
        }

        return new JsonObject { ["id"] = id, ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = activities, ["connections"] = connections };
    }

    private static JsonObject Activity(string id, string kind, string argument)
    {
        (string Type, string? Name, JsonNode? Value) shape = kind switch
        {
            "start" => ("Elsa.Start", null, null),
            "end" => ("Elsa.End", null, null),
            "finish" => ("Elsa.Finish", null, null),
            "ask" or "each" => ("Test.Ask", "answers", List(argument.Length == 0 ? "Done" : argument)),
            "line" => ("Elsa.WriteLine", "text", Input("String", "Literal", id)),
            "script" => ("Elsa.WriteLine", "text", Input("String", "JavaScript", argument)),
            "fork" => ("Elsa.FlowFork", "branches", Input("Object", "Object", List(argument).ToJsonString())),
            "join" => ("Elsa.FlowJoin", "mode", Input("FlowJoinMode", "Literal", argument)),
            "decide" => ("Elsa.FlowDecision", "condition", Input("Boolean", "JavaScript", argument)),
            "fault" => ("Elsa.Fault", "message", Input("String", "Literal", argument)),
            "complete" => ("Elsa.Complete", "outcomes", Input("Object", "Object", List(argument).ToJsonString())),
            "event" => ("Elsa.Event", "eventName", Input("String", "Literal", argument)),
            "delay" => ("Elsa.Delay", "timeSpan", Input("TimeSpan", "Literal", argument)),
            "set" => ("Elsa.SetVariable", "value", Input("Object", "JavaScript", argument)),
            _ => throw new ArgumentException($"Unknown kind '{kind}'."),
        };
        var json = new JsonObject { ["id"] = id, ["type"] = shape.Type, ["version"] = 1 };
        if (shape.Name is not null)
        {
            json[shape.Name] = shape.Value;
        }

        if (kind == "each" || (kind == "line" && argument.Length > 0))
        {
            json["customProperties"] = new JsonObject { ["mergeMode"] = kind == "each" ? "Cascade" : argument };
        }

        if (kind == "set")
        {
            json["variable"] = new JsonObject { ["id"] = "var-x", ["name"] = "X", ["typeName"] = "Int32" };
        }

        return json;
    }

    private static JsonArray List(string words) => [.. words.Split(',').Select(w => (JsonNode)w)];

    private static JsonObject Input(string type, string syntax, string value) =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value } };
}
