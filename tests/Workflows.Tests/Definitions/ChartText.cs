using System.Text.Json.Nodes;
using Alur.Activities;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Workflows.Tests.Definitions;

/// <summary>
/// Writes charts for tests in few words: <c>"a:WriteLine b:FlowDecision; a-b; b.True-a"</c> is two activities and two connections, both in document order.
/// </summary>
internal static class ChartText
{
    /// <summary>The types of the real catalog and two that only tests need.</summary>
    public static ActivityCatalog Catalog { get; } = new([.. AlurCatalog.Default.Types, new Picky()]);

    public static JsonObject Document(JsonObject root, string? variables = null) => new()
    {
        ["id"] = "v1",
        ["definitionId"] = "d1",
        ["name"] = "Test",
        ["version"] = 1,
        ["variables"] = variables is null ? new JsonArray() : JsonNode.Parse(variables),
        ["root"] = root,
    };

    public static JsonObject Chart(string text, string id = "root")
    {
        var activities = new JsonArray();
        var connections = new JsonArray();
        var parts = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            activities.Add(Activity(word));
        }

        foreach (var arrow in parts.Skip(1))
        {
            var (from, to) = (arrow.Split('-')[0].Split('.'), arrow.Split('-')[1]);
            connections.Add(new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = from[0], ["port"] = from.Length > 1 ? from[1] : "Done" },
                ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
            });
        }

        return new JsonObject { ["id"] = id, ["type"] = "Elsa.Flowchart", ["activities"] = activities, ["connections"] = connections };
    }

    public static JsonObject Activity(string word)
    {
        var (id, type) = (word.Split(':')[0], word.Contains(':', StringComparison.Ordinal) ? word.Split(':')[1] : "WriteLine");
        return new JsonObject { ["id"] = id, ["type"] = type.Contains('.', StringComparison.Ordinal) ? type : $"Elsa.{type}" };
    }

    public static JsonObject Input(string type, JsonNode? value) => new()
    {
        ["typeName"] = "String",
        ["expression"] = new JsonObject { ["type"] = type, ["value"] = value },
    };

    public static CompileResult Compile(JsonObject document) =>
        WorkflowCompiler.Compile(WorkflowDocument.Parse(document.ToJsonString(), out var problems).ShouldNotBeNull(string.Join('\n', problems)), Catalog);

    public static CompileResult CompileChart(string text) => Compile(Document(Chart(text)));

    public static CompiledScope ScopeOf(string text)
    {
        var result = CompileChart(text);
        result.Problems.Where(p => p.Severity == ProblemSeverity.Error).ShouldBeEmpty();
        return result.Workflow!.Root.Scopes[0];
    }

    /// <summary>A type with one input of each kind that the compiler checks.</summary>
    private sealed class Picky : ActivityType
    {
        public override ActivityDescriptor Descriptor { get; } = new()
        {
            TypeName = "Test.Picky",
            Category = "Test",
            DisplayName = "Picky",
            Ports = [new("Yes", "Yes"), new("No", "No")],
            Inputs =
            [
                new() { Name = "Needed", Kind = ValueKind.Text, DisplayName = "Needed", IsRequired = true },
                new() { Name = "Count", Kind = ValueKind.Integer, DisplayName = "Count", DefaultJson = "7" },
                new() { Name = "Color", Kind = ValueKind.Text, DisplayName = "Color", Choices = [new("Red", "red"), new("Blue", "blue")] },
                new() { Name = "Time", Kind = ValueKind.Duration, DisplayName = "Time" },
                new() { Name = "Cases", Kind = ValueKind.Any, DisplayName = "Cases", IsWrapped = false },
            ],
            Outputs = [new("Result", "String", "Result")],
        };

        public override object? Compile(JsonObject activity, string path, ICompileSink sink)
        {
            if (activity["explode"] is not null)
            {
                throw new InvalidOperationException("boom");
            }

            return sink.HasVariable("v");
        }

        public override ActivityResult Execute(ActivityContext context) => ActivityResult.Complete("Yes");
    }
}
