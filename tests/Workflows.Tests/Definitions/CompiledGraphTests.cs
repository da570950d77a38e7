using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using static Alur.Workflows.Tests.Definitions.ChartText;

namespace Alur.Workflows.Tests.Definitions;

public sealed class CompiledGraphTests
{
    private static CompiledWorkflow Workflow(JsonObject document)
    {
        var result = Compile(document);
        return result.Workflow.ShouldNotBeNull(string.Join('\n', result.Problems));
    }

    [Theory]
    [InlineData("a b c; c-a; a-b", "", "c")]
    [InlineData("a b c; c-a; a-b; b.Done-c", "b", "b")]
    [InlineData("a b:Start c; b-c; c-a", "", "b")]
    [InlineData("a:FlowDecision b; a.True-b; b-a", "", "a")]
    public void The_start_of_a_chart_is_found_by_the_rule(string chart, string start, string expected)
    {
        var document = Document(Chart(chart));
        if (start.Length > 0)
        {
            document["root"]!["start"] = start;
            document["root"]!["activities"]![2]!["type"] = "Elsa.FlowDecision";
            document["root"]!["connections"]![0]!["source"]!["port"] = "True";
        }

        Workflow(document).Root.Scopes[0].Start!.Id.ShouldBe(expected);
    }

    [Fact]
    public void An_activity_that_can_start_the_workflow_comes_before_the_first_without_inbound()
    {
        var document = Document(Chart("a b:FlowDecision c; a-b; b.True-c; c-b"));
        document["root"]!["activities"]![1]!["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        document["root"]!["activities"]![0]!["customProperties"] = new JsonObject { ["canStartWorkflow"] = false };

        Compile(document).Problems.Select(p => $"{p.Code} {p.ActivityId}").ShouldBe(["unreachable a"]);
    }

    [Theory]
    [InlineData("mode", "WaitAll", MergeRule.All)]
    [InlineData("mode", "WaitAllActive", MergeRule.Active)]
    [InlineData("mode", "WaitAny", MergeRule.Any)]
    [InlineData("mode", "Cascade", MergeRule.Each)]
    [InlineData("mergeMode", "None", MergeRule.Active)]
    [InlineData("mergeMode", "Stream", MergeRule.Active)]
    [InlineData("mergeMode", "Merge", MergeRule.All)]
    [InlineData("mergeMode", "Converge", MergeRule.Every)]
    [InlineData("mergeMode", "Race", MergeRule.Any)]
    [InlineData("mergeMode", "Cascade", MergeRule.Each)]
    [InlineData("nothing", "Cascade", MergeRule.Active)]
    public void The_merge_rule_follows_the_table(string where, string name, MergeRule expected)
    {
        foreach (var type in where == "mode" ? ["FlowJoin"] : (string[])["FlowJoin", "WriteLine"])
        {
            var document = Document(Chart($"a:{type}"));
            var activity = document["root"]!["activities"]![0]!;
            activity[where == "mergeMode" ? "customProperties" : where] = where == "mergeMode" ? new JsonObject { ["mergeMode"] = name } : Input("Literal", name);

            Workflow(document).ById["a"].Merge.ShouldBe(expected);
        }
    }

    [Fact]
    public void The_mode_of_a_join_comes_before_its_merge_mode()
    {
        var document = Document(Chart("a:FlowJoin"));
        document["root"]!["activities"]![0]!["customProperties"] = new JsonObject { ["mergeMode"] = "Race" };
        document["root"]!["activities"]![0]!["mode"] = Input("Literal", "WaitAll");

        Workflow(document).ById["a"].Merge.ShouldBe(MergeRule.All);
    }

    [Fact]
    public void Activities_are_numbered_from_the_outside_in_and_know_their_place()
    {
        var document = Document(Chart("a inner:Flowchart c:If; a-inner; inner-c"));
        document["root"]!["activities"]![1]!["activities"] = new JsonArray(Activity("x"), Activity("y"));
        document["root"]!["activities"]![1]!["connections"] = JsonNode.Parse("""[{"source":{"activity":"x"},"target":{"activity":"y"}}]""");
        document["root"]!["activities"]![2]!["then"] = Activity("t");
        document["root"]!["activities"]![2]!["then"]!["nodeId"] = "own:id";

        var workflow = Workflow(document);

        workflow.Activities.Select(a => a.Id).ShouldBe(["root", "a", "inner", "x", "y", "c", "t"]);
        workflow.Activities.Select(a => a.Index).ShouldBe([0, 1, 2, 3, 4, 5, 6]);
        workflow.ById["y"].Path.ShouldBe("$.root.activities[1].activities[1]");
        workflow.ById["y"].NodeId.ShouldBe("Workflow1:root:inner:y");
        workflow.ById["t"].NodeId.ShouldBe("own:id");
        workflow.ById["y"].Parent!.Owner.Id.ShouldBe("inner");
        workflow.ById["y"].Inbound.ShouldHaveSingleItem().Source.Id.ShouldBe("x");
        workflow.ById["c"].ScopeNamed("then").ShouldNotBeNull().Start!.Id.ShouldBe("t");
        workflow.ById["c"].ScopeNamed("else").ShouldBeNull();
        workflow.Root.Parent.ShouldBeNull();
    }

    [Fact]
    public void Connections_keep_document_order()
    {
        var scope = ScopeOf("a:FlowDecision b c d; a.True-c; a.False-b; a.True-b; b-d; c-d");

        scope.Members[0].Outbound.Select(c => c.ToString()).ShouldBe(["a:True -> c", "a:False -> b", "a:True -> b"]);
        scope.Members[3].Inbound.Select(c => c.Index).ShouldBe([3, 4]);
    }

    [Fact]
    public void A_sequence_runs_in_document_order_whatever_the_outcome()
    {
        var document = Document(new JsonObject { ["id"] = "s", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(Activity("a:FlowDecision"), Activity("b"), Activity("c")) });

        var scope = Workflow(document).Root.Scopes[0];

        scope.IsSequence.ShouldBeTrue();
        scope.Start!.Id.ShouldBe("a");
        scope.Connections.Select(c => $"{c.Source.Id}-{c.Target.Id}").ShouldBe(["a-b", "b-c"]);
        scope.Connections[0].CarriesAny(["False"]).ShouldBeTrue();
    }

    [Fact]
    public void Any_activity_can_be_the_root() => Workflow(Document(Activity("a"))).Root.Id.ShouldBe("a");

    [Fact]
    public void Names_are_found_or_made_up()
    {
        var document = Document(Chart("a b c; a-b; b-c"));
        document["root"]!["activities"]![0]!["name"] = "Named";
        document["root"]!["activities"]![1]!["name"] = "Named";
        document["root"]!["activities"]![1]!["metadata"] = new JsonObject { ["displayText"] = "Shown" };

        var workflow = Workflow(document);

        workflow.Activities.Skip(1).Take(2).Select(a => a.DisplayText).ShouldBe(["Named", "Shown"]);
        workflow.ById["c"].DisplayText.ShouldBe(workflow.ById["c"].Type.Descriptor.DisplayName);
        (workflow.DefinitionId, workflow.VersionId, workflow.Version, workflow.Name).ShouldBe(("d1", "v1", 1, "Test"));
    }

    [Theory]
    [InlineData("count", "7", "Literal")]
    [InlineData("needed", "\"x\"", "Literal")]
    public void Inputs_have_their_default_or_value(string name, string expected, string syntax)
    {
        var document = Document(Chart("a:Test.Picky"));
        document["root"]!["activities"]![0]!["needed"] = "x";

        var input = InputOf(Workflow(document), "a", name)!;

        input.Syntax.ShouldBe(syntax);
        input.ShouldBeOfType<ConstantExpression>().Value.GetRawText().ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"typeName":"Int32","expression":{"type":"Literal","value":"5"},"memoryReference":{"id":"x"}}""", "5", "Literal")]
    [InlineData("""{"typeName":"Int32","expression":{"value":5}}""", "5", "Literal")]
    [InlineData("""{"typeName":"Int32","expression":{"type":"Object","value":"5"}}""", "5", "Object")]
    [InlineData("""{"typeName":"Int32","expression":{"type":"Object","value":5}}""", "5", "Object")]
    [InlineData("""{"type":"Literal","value":"5"}""", "5", "Literal")]
    [InlineData("\"5\"", "5", "Literal")]
    [InlineData("5.0", "5", "Literal")]
    [InlineData("""{"typeName":"Int32","expression":{"type":"Literal","value":""}}""", null, null)]
    [InlineData("""{"typeName":"Int32","expression":null}""", null, null)]
    [InlineData("null", "7", "Literal")]
    public void Inputs_are_read_wrapped_and_bare(string json, string? expected, string? syntax)
    {
        var document = Document(Chart("a:Test.Picky"));
        document["root"]!["activities"]![0]!["needed"] = "x";
        document["root"]!["activities"]![0]!["count"] = JsonNode.Parse(json);

        var input = InputOf(Workflow(document), "a", "count");

        (input as ConstantExpression)?.Value.GetRawText().ShouldBe(expected);
        input?.Syntax.ShouldBe(syntax);
        (input is null).ShouldBe(expected is null);
    }

    [Theory]
    [InlineData("\"v\"")]
    [InlineData("\"Var\"")]
    [InlineData("{\"id\":\"v\",\"name\":\"Other\"}")]
    [InlineData("{\"name\":\"Var\"}")]
    public void A_variable_is_found_by_id_or_name(string value)
    {
        var document = Document(Chart("a:Test.Picky"), """[{"id":"v","name":"Var","typeName":"Int32"},{"id":"w","name":"Other"}]""");
        document["root"]!["activities"]![0]!["needed"] = Input("Variable", JsonNode.Parse(value));

        var scope = new Expressions.FakeScope();
        scope.Variables["v"] = JsonDocument.Parse("5").RootElement;

        InputOf(Workflow(document), "a", "needed")!.Evaluate(scope).GetString().ShouldBe("5");
    }

    [Fact]
    public void Variables_of_a_container_are_in_reach_inside_it_only()
    {
        var document = Document(Chart("inner:Flowchart a; inner-a"));
        document["root"]!["activities"]![0]!["variables"] = JsonNode.Parse("""[{"id":"v","name":"Local"}]""");
        document["root"]!["activities"]![0]!["activities"] = new JsonArray(Activity("x:Test.Picky"));
        document["root"]!["activities"]![0]!["activities"]![0]!["needed"] = Input("Variable", "Local");

        var workflow = Workflow(document);
        workflow.ById["inner"].Variables.ShouldHaveSingleItem().Id.ShouldBe("v");
        workflow.ById["x"].Extra.ShouldBe(true);

        document["root"]!["activities"]![1]!["text"] = Input("Variable", "Local");
        Compile(document).Problems.Select(p => $"{p.Code} {p.ActivityId}").ShouldBe(["bad-expression a"]);
    }

    [Theory]
    [InlineData("w", "w")]
    [InlineData("Other", "w")]
    [InlineData("a:output-1", null)]
    public void An_output_goes_to_the_variable_it_refers_to(string reference, string? expected)
    {
        var document = Document(Chart("a:Test.Picky"), """[{"id":"w","name":"Other"}]""");
        document["root"]!["activities"]![0]!["needed"] = "x";
        document["root"]!["activities"]![0]!["result"] = new JsonObject { ["typeName"] = "String", ["memoryReference"] = new JsonObject { ["id"] = reference } };

        Workflow(document).ById["a"].OutputVariables.ShouldBe([expected]);
    }

    [Theory]
    [InlineData("Int32", "\"5\"", "5")]
    [InlineData("System.Int32, System.Private.CoreLib", "\"5\"", "5")]
    [InlineData("String", "\"5\"", "\"5\"")]
    [InlineData("Boolean", "\"true\"", "true")]
    [InlineData("TimeSpan", "\"00:05:00\"", "\"00:05:00\"")]
    [InlineData("Object", "\"[1]\"", "[1]")]
    [InlineData("Object", "\"x\"", "\"x\"")]
    [InlineData("Acme.Thing, Acme", "{\"a\":1}", "{\"a\":1}")]
    [InlineData("Int32", "\"\"", null)]
    [InlineData("Int32", "null", null)]
    public void Initial_values_become_their_type(string type, string value, string? expected) =>
        Workflow(Document(Chart("a"), $$"""[{"id":"v","name":"V","typeName":"{{type}}","value":{{value}}}]""")).Variables.ShouldHaveSingleItem().InitialJson.ShouldBe(expected);

    [Fact]
    public void Declared_inputs_have_a_kind()
    {
        var document = Document(Chart("a"));
        document["inputs"] = JsonNode.Parse("""[{"name":"A","type":"Int32"},{"name":"B","typeName":"String","isArray":true},{"name":"C","type":"Acme.Thing"}]""");

        Workflow(document).Inputs.Select(i => (i.Name, i.Kind)).ShouldBe([("A", ValueKind.Integer), ("B", ValueKind.TextList), ("C", ValueKind.Any)]);
    }

    private static CompiledExpression? InputOf(CompiledWorkflow workflow, string id, string input)
    {
        var activity = workflow.ById[id];
        return activity.Inputs[activity.Type.Descriptor.Inputs.Select(i => i.JsonName).ToList().IndexOf(input)];
    }
}
