using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;
using static Alur.Workflows.Tests.Definitions.ChartText;

namespace Alur.Workflows.Tests.Definitions;

/// <summary>Each thing that can be wrong with a definition: its code, its path, the activity, and nothing else.</summary>
public sealed class ProblemTests
{
    private static readonly Action<JsonObject> Nothing = _ => { };

    private static string[] Problems(string chart, Action<JsonObject>? change = null, string? variables = null)
    {
        var document = Document(Chart(chart), variables);
        (change ?? Nothing)(document);
        return Problems(document);
    }

    private static string[] Problems(JsonObject document)
    {
        var result = Compile(document);
        (result.Workflow is null).ShouldBe(result.Problems.Any(p => p.Severity == ProblemSeverity.Error));
        result.Problems.ShouldAllBe(p => p.Message.StartsWith("Expected ", StringComparison.Ordinal) && p.Message.Contains(" but ", StringComparison.Ordinal));
        return [.. result.Problems.Select(p => $"{(p.Severity == ProblemSeverity.Warning ? "warning " : "")}{p.Code} {p.Path} {p.ActivityId}".TrimEnd())];
    }

    private static JsonObject First(JsonObject document) => document["root"]!["activities"]![0]!.AsObject();

    [Fact]
    public void A_good_chart_has_none() => Problems("a b; a-b").ShouldBeEmpty();

    [Theory]
    [InlineData("missing")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    public void A_document_needs_a_root(string root)
    {
        var document = Document([]);
        document.Remove("root");
        if (root != "missing")
        {
            document["root"] = JsonNode.Parse(root);
        }

        Problems(document).ShouldBe(["no-root $.root"]);
    }

    [Fact]
    public void A_type_must_be_known() => Problems("a b:Acme.Rocket c; a-b; b-c").ShouldBe(["unknown-type $.root.activities[1].type b"]);

    [Theory]
    [InlineData(null)]
    [InlineData("5")]
    public void An_activity_must_have_a_type(string? type) =>
        Problems("a", d => First(d)["type"] = type is null ? null : JsonNode.Parse(type)).ShouldBe(["unknown-type $.root.activities[0].type a"]);

    [Theory]
    [InlineData(null)]
    [InlineData("\"\"")]
    [InlineData("5")]
    public void An_activity_must_have_an_id(string? id) =>
        Problems("a", d => First(d)["id"] = id is null ? null : JsonNode.Parse(id)).ShouldBe(["missing-id $.root.activities[0].id"]);

    [Fact]
    public void A_connection_must_leave_from_a_port() => Problems("a b; a.Nowhere-b").ShouldBe(["unknown-port $.root.connections[0].source.port a"]);

    [Fact]
    public void A_connection_without_port_leaves_from_Done()
    {
        Problems("a b; a-b", d => d["root"]!["connections"]![0]!["source"]!.AsObject().Remove("port")).ShouldBeEmpty();
        Problems("a:FlowDecision b; a.True-b; a.True-b", d => d["root"]!["connections"]![1]!["source"]!.AsObject().Remove("port"))
            .ShouldBe(["unknown-port $.root.connections[1].source.port a"]);
    }

    [Fact]
    public void Nothing_leaves_from_an_end() => Problems("a:End b; a-b").ShouldBe(["unknown-port $.root.connections[0].source.port a", "warning dead-end $.root.activities[1] b"], ignoreOrder: true);

    [Fact]
    public void A_connection_must_join_activities_of_its_chart() =>
        Problems("a b; a-b; a-nobody; nobody-a").ShouldBe(["dangling-connection $.root.connections[1].target.activity", "dangling-connection $.root.connections[2].source.activity"]);

    [Fact]
    public void A_connection_does_not_reach_into_another_chart()
    {
        var document = Document(Chart("a inner:Flowchart; a-inner; inner-x; a-x"));
        document["root"]!["activities"]![1]!["activities"] = new JsonArray(Activity("x"));

        Problems(document).ShouldBe(["dangling-connection $.root.connections[1].target.activity", "dangling-connection $.root.connections[2].target.activity"]);
    }

    [Theory]
    [InlineData("{}", "dangling-connection $.root.connections[0].source", "dangling-connection $.root.connections[0].target")]
    [InlineData("""{"source":{"port":"Done"},"target":{"activity":7}}""", "dangling-connection $.root.connections[0].source.activity", "dangling-connection $.root.connections[0].target.activity")]
    [InlineData("[1]", "malformed $.root.connections[0]")]
    [InlineData("null", "malformed $.root.connections[0]")]
    public void A_connection_must_have_two_ends(string connection, params string[] expected) =>
        Problems("a", d => d["root"]!["connections"] = new JsonArray(JsonNode.Parse(connection))).ShouldBe(expected);

    [Fact]
    public void The_root_chart_needs_an_activity() => Problems(Document(new JsonObject { ["id"] = "r", ["type"] = "Elsa.Flowchart" })).ShouldBe(["no-start $.root.activities r"]);

    [Fact]
    public void A_nested_chart_may_be_empty() => Problems("a inner:Flowchart; a-inner").ShouldBeEmpty();

    [Fact]
    public void The_start_must_be_an_activity_of_the_chart() => Problems("a b; a-b", d => d["root"]!["start"] = "nobody").ShouldBe(["no-start $.root.start root"]);

    [Fact]
    public void Every_activity_must_be_reachable() => Problems("a b c; a-b; c-b").ShouldBe(["unreachable $.root.activities[2] c"]);

    [Fact]
    public void An_activity_that_can_start_the_workflow_is_reachable() =>
        Problems("a b c; a-b; c-b", d => d["root"]!["activities"]![2]!["customProperties"] = new JsonObject { ["canStartWorkflow"] = true }).ShouldBe(["unreachable $.root.activities[0] a"]);

    [Fact]
    public void A_loop_needs_a_way_out() => Problems("a b c; a-b; b-c; c-b").ShouldBe(
        ["dead-end $.root.activities[0] a", "dead-end $.root.activities[1] b", "dead-end $.root.activities[2] c"]);

    [Fact]
    public void An_unconnected_port_is_a_way_out() => Problems("a b:FlowDecision; a-b; b.True-a").ShouldBeEmpty();

    [Fact]
    public void An_end_is_a_way_out() => Problems("a b:FlowDecision e:End; a-b; b.True-a; b.False-e").ShouldBeEmpty();

    [Fact]
    public void Where_a_chart_has_an_end_stopping_elsewhere_is_worth_a_warning()
    {
        var result = CompileChart("a:FlowDecision b e:End; a.True-b; a.False-e");

        result.Problems.Select(p => (p.Code, p.Path, p.Severity)).ShouldBe([("dead-end", "$.root.activities[1]", ProblemSeverity.Warning)]);
        result.Workflow.ShouldNotBeNull();
    }

    [Fact]
    public void Ids_are_unique_in_the_whole_document()
    {
        var document = Document(Chart("a inner:Flowchart; a-inner"));
        document["root"]!["activities"]![1]!["activities"] = new JsonArray(Activity("a"));

        Problems(document).ShouldBe(["duplicate-id $.root.activities[1].activities[0].id a"]);
    }

    [Fact]
    public void Variable_ids_are_unique_in_the_whole_document()
    {
        var document = Document(Chart("a"), """[{"id":"v","name":"A"},{"id":"w","name":"B"},{"id":"v","name":"C"}]""");
        document["root"]!["variables"] = JsonNode.Parse("""[{"id":"w","name":"D"}]""");

        Problems(document).ShouldBe(["duplicate-id $.variables[2].id", "duplicate-id $.root.variables[0].id"]);
    }

    [Theory]
    [InlineData("JavaScript", "\"1 +\"", "value")]
    [InlineData("JavaScript", "\"if (\"", "value")]
    [InlineData("JavaScript", "7", "value")]
    [InlineData("Liquid", "\"{{ x\"", "value")]
    [InlineData("Liquid", "\"{% if x %}\"", "value")]
    [InlineData("Variable", "\"Nobody\"", "value")]
    [InlineData("Variable", "{\"id\":\"nobody\"}", "value")]
    [InlineData("Variable", "[]", "value")]
    [InlineData("CSharp", "\"1\"", "type")]
    [InlineData("literal", "\"1\"", "type")]
    public void An_expression_must_be_readable(string type, string value, string place) =>
        Problems("a", d => First(d)["text"] = Input(type, JsonNode.Parse(value))).ShouldBe([$"bad-expression $.root.activities[0].text.expression.{place} a"]);

    [Fact]
    public void An_expression_must_be_an_object() =>
        Problems("a", d => First(d)["text"] = JsonNode.Parse("""{"typeName":"String","expression":"x"}""")).ShouldBe(["bad-expression $.root.activities[0].text.expression a"]);

    [Fact]
    public void An_object_must_be_JSON() =>
        Problems("a:Test.Picky", d =>
        {
            First(d)["needed"] = "x";
            First(d)["count"] = Input("Object", "{oops");
        }).ShouldBe(["bad-expression $.root.activities[0].count.expression.value a"]);

    [Theory]
    [InlineData("count", "\"many\"")]
    [InlineData("count", "1.5")]
    [InlineData("count", "true")]
    [InlineData("color", "\"green\"")]
    [InlineData("color", "{\"r\":1}")]
    [InlineData("time", "\"soon\"")]
    [InlineData("time", "\"5\"")]
    [InlineData("time", "\"24:00:00\"")]
    public void A_literal_must_be_of_its_kind(string input, string value)
    {
        Action<JsonObject> wrapped = d =>
        {
            First(d)["needed"] = "x";
            First(d)[input] = Input("Literal", JsonNode.Parse(value));
        };
        Action<JsonObject> bare = d =>
        {
            First(d)["needed"] = "x";
            First(d)[input] = JsonNode.Parse(value);
        };

        Problems("a:Test.Picky", wrapped).ShouldBe([$"wrong-type $.root.activities[0].{input}.expression.value a"]);
        Problems("a:Test.Picky", bare).ShouldBe([$"wrong-type $.root.activities[0].{input} a"]);
    }

    [Theory]
    [InlineData("five", ProblemSeverity.Error)]
    [InlineData("2147483648", ProblemSeverity.Unpublishable)]
    public void An_initial_value_must_be_of_its_variables_type_and_what_was_published_before_ranges_still_runs(string value, ProblemSeverity severity)
    {
        var variables = $$"""[{"id":"v","name":"N","typeName":"Int32","value":"{{value}}"}]""";
        Problems("a", variables: variables).ShouldBe(["wrong-type $.variables[0].value"]);
        var problem = Compile(Document(Chart("a"), variables)).Problems.ShouldHaveSingleItem();
        (problem.Severity, problem.IsRefused).ShouldBe((severity, true));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"\"")]
    [InlineData("""{"typeName":"String","expression":null}""")]
    [InlineData("""{"typeName":"String","expression":{"type":"Literal","value":""}}""")]
    [InlineData("""{"typeName":"String","expression":{"type":"Literal","value":null}}""")]
    [InlineData("""{"typeName":"String","expression":{"type":"JavaScript","value":" "}}""")]
    public void A_required_input_needs_a_value(string? value) =>
        Problems("a:Test.Picky", d => First(d)["needed"] = value is null ? null : JsonNode.Parse(value)).ShouldBe(["missing-input $.root.activities[0].needed a"]);

    [Theory]
    [InlineData("mode", "\"Sometimes\"", "wrong-type $.root.activities[0].mode a")]
    [InlineData("mode", "{\"typeName\":\"X\",\"expression\":{\"type\":\"JavaScript\",\"value\":\"'WaitAny'\"}}", "bad-expression $.root.activities[0].mode.expression.type a")]
    [InlineData("customProperties", "{\"mergeMode\":\"Often\"}", "wrong-type $.root.activities[0].customProperties.mergeMode a")]
    [InlineData("customProperties", "{\"mergeMode\":5}", "wrong-type $.root.activities[0].customProperties.mergeMode a")]
    public void A_merge_mode_must_be_known(string property, string value, string expected) =>
        Problems("a:FlowJoin", d => First(d)[property] = JsonNode.Parse(value)).ShouldBe([expected]);

    [Theory]
    [InlineData("activities", "{}", "malformed $.root.activities root", "no-start $.root.activities root")]
    [InlineData("activities", "[1]", "no-start $.root.activities root", "malformed $.root.activities[0] root")]
    [InlineData("connections", "7", "malformed $.root.connections")]
    [InlineData("variables", "7", "malformed $.root.variables")]
    [InlineData("variables", "[7]", "malformed $.root.variables[0]")]
    [InlineData("variables", "[{}]", "missing-id $.root.variables[0]")]
    public void Parts_must_have_their_shape(string property, string value, params string[] expected) =>
        Problems("a", d => d["root"]![property] = JsonNode.Parse(value)).ShouldBe(expected);

    [Theory]
    [InlineData("version", "0", "malformed $.version")]
    [InlineData("version", "\"x\"", "malformed $.version")]
    [InlineData("definitionId", "7", "malformed $.definitionId")]
    [InlineData("variables", "{}", "malformed $.variables")]
    [InlineData("inputs", "[{}]", "missing-id $.inputs[0]")]
    public void The_head_must_have_its_shape(string property, string value, string expected) =>
        Problems("a", d => d[property] = JsonNode.Parse(value)).ShouldBe([expected]);

    [Fact]
    public void An_embedded_activity_must_be_one() =>
        Problems("a:If", d => First(d)["then"] = "x").ShouldBe(["malformed $.root.activities[0].then a"]);

    [Fact]
    public void A_type_that_cannot_cope_with_its_node_is_a_problem_and_no_exception() =>
        Problems("a:Test.Picky", d =>
        {
            First(d)["needed"] = "x";
            First(d)["explode"] = true;
        }).ShouldBe(["malformed $.root.activities[0] a"]);

    [Fact]
    public void Everything_is_reported_at_once_in_document_order()
    {
        var document = Document(Chart("a:Test.Picky b:Acme.Rocket c a d; a.Maybe-b; b-c; c-nobody"), """[{"id":"v","name":"V","typeName":"Boolean","value":"perhaps"}]""");
        document["root"]!["activities"]![2]!["text"] = Input("JavaScript", "1 +");

        Problems(document).ShouldBe(
        [
            "wrong-type $.variables[0].value",
            "missing-input $.root.activities[0].needed a",
            "unknown-type $.root.activities[1].type b",
            "bad-expression $.root.activities[2].text.expression.value c",
            "unreachable $.root.activities[3] a",
            "duplicate-id $.root.activities[3].id a",
            "unreachable $.root.activities[4] d",
            "unknown-port $.root.connections[0].source.port a",
            "dangling-connection $.root.connections[2].target.activity",
        ]);
    }

    [Fact]
    public void A_name_that_is_no_identifier_is_quoted_in_the_path()
    {
        var document = WorkflowDocument.Parse("""{"a b":{"it's":[1,{"x":1,"x":2}]}}""", out var problems);

        document.ShouldBeNull();
        problems.ShouldHaveSingleItem().Path.ShouldBe(@"$['a b']['it\'s'][1].x");
    }

    [Fact]
    public void Too_many_activities_are_a_problem()
    {
        var chart = Chart("a");
        for (var i = 0; i < WorkflowCompiler.MaxActivities; i++)
        {
            chart["activities"]!.AsArray().Add(Activity($"x{i}"));
        }

        Problems(Document(chart)).ShouldContain(p => p.StartsWith("too-large $.root.activities[", StringComparison.Ordinal));
    }
}
