using System.Globalization;
using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;
using CsCheck;
using static Alur.Workflows.Tests.Definitions.ChartText;

namespace Alur.Workflows.Tests.Definitions;

/// <summary>Whatever the text, reading and compiling end with a document or problems, never with an exception.</summary>
public sealed class FuzzTests
{
    private static readonly string Sop011 = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", "sop-011.json"));

    [Fact]
    public void Sop_011_with_other_values_in_it() => JsonGen.Mutated(Sop011).Sample(Check, iter: 300, print: t => t);

    [Fact]
    public void A_small_document_of_everything_with_other_values_in_it() => JsonGen.Mutated(Everything()).Sample(Check, iter: 4_000, print: t => t);

    [Fact]
    public void Any_JSON_as_a_document() => JsonGen.Document.Sample(Check, iter: 1_000, print: t => t);

    [Fact]
    public void Text_with_characters_lost_and_found()
    {
        var everything = Everything();
        Gen.Select(Gen.Int[0, everything.Length - 1], Gen.Int[0, 9], Gen.OneOf("", "{", "}", "[", "]", "\"", ",", ":", "\\", "\\ud800", "0", "-", "null", "\u0000")).Array[1, 5].Sample(
            edits =>
            {
                var text = everything;
                foreach (var (at, length, with) in edits)
                {
                    var from = Math.Min(at, text.Length);
                    text = string.Concat(text.AsSpan(0, from), with, text.AsSpan(Math.Min(text.Length, from + length)));
                }

                Check(text);
            },
            iter: 4_000);
    }

    private static void Check(string text)
    {
        var document = WorkflowDocument.Parse(text, out var problems);
        if (document is null)
        {
            problems.ShouldNotBeEmpty();
            return;
        }

        var result = WorkflowCompiler.Compile(document, Catalog);

        (result.Workflow is null).ShouldBe(result.Problems.Any(p => p.Severity == ProblemSeverity.Error));
        result.Problems.ShouldAllBe(p => p.Path.StartsWith('$') && p.Message.StartsWith("Expected ", StringComparison.Ordinal));
        if (result.Workflow is { } workflow)
        {
            workflow.Activities.Select((a, i) => a.Index == i && workflow.ById[a.Id] == a).ShouldAllBe(ok => ok);
        }
    }

    /// <summary>A document with one of everything that the compiler looks at.</summary>
    private static string Everything()
    {
        var document = Document(
            Chart("a:Start b:FlowDecision c:FlowSwitch d:FlowFork e:FlowJoin f:If g:Sequence h:SetVariable i:Delay j:Test.Picky z:End; a-b; b.True-c; b.False-d; c.Default-b; d.Done-e; e-f; f-g; g-h; h-i; i-j; j.Yes-z; j.No-b"),
            """[{"id":"v","name":"Var","typeName":"Int32","isArray":false,"value":"5"},{"id":"w","name":"Other","typeName":"Object","value":{"a":[1]}}]""");
        document["inputs"] = JsonNode.Parse("""[{"name":"In","type":"String","isArray":true}]""");
        var activities = document["root"]!["activities"]!.AsArray();
        activities[1]!["condition"] = Input("JavaScript", "getVariable('Var') > 1");
        activities[2]!["cases"] = JsonNode.Parse("""[{"label":"One","condition":{"type":"JavaScript","value":"1"}}]""");
        activities[4]!["mode"] = Input("Literal", "WaitAny");
        activities[4]!["customProperties"] = JsonNode.Parse("""{"mergeMode":"Stream","canStartWorkflow":true}""");
        activities[5]!["then"] = Activity("then:WriteLine");
        activities[5]!["else"] = Chart("x y; x-y", "inner");
        activities[6]!["activities"] = new JsonArray(Activity("s1"), Activity("s2"));
        activities[6]!["variables"] = JsonNode.Parse("""[{"id":"local","name":"Local","typeName":"String","value":"x"}]""");
        activities[7]!["variable"] = JsonNode.Parse("""{"id":"v","name":"Var"}""");
        activities[7]!["value"] = Input("Variable", "w");
        activities[8]!["timeSpan"] = Input("Literal", "00:00:05");
        activities[9]!["needed"] = Input("Liquid", "{{ Variables.Var }}");
        activities[9]!["color"] = Input("Object", "\"red\"");
        activities[9]!["result"] = JsonNode.Parse("""{"typeName":"String","memoryReference":{"id":"w"}}""");
        for (var i = 0; i < activities.Count; i++)
        {
            activities[i]!["metadata"] = new JsonObject
            {
                ["displayText"] = $"A{i.ToString(CultureInfo.InvariantCulture)}",
                ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 1.5, ["y"] = i } },
            };
        }

        return document.ToJsonString();
    }

    [Fact]
    public void The_document_that_the_others_start_from_is_good() =>
        WorkflowCompiler.Compile(WorkflowDocument.Parse(Everything(), out _)!, Catalog).Problems.Where(p => p.Severity == ProblemSeverity.Error).ShouldBeEmpty();
}
