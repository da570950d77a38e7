using System.Text.Json.Nodes;
using Alur.Activities.Tests.Support;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using static Alur.Activities.Tests.Support.Chart;

namespace Alur.Activities.Tests.General;

public sealed class PrimitiveTests
{
    [Fact]
    public void A_variable_gets_its_value_by_id()
    {
        var walk = new Chart().Variable("v1", "Total", "Int32", 2)
            .Add("set", "Elsa.SetVariable", ("variable", Reference("v1", "Total")), ("value", Script("getTotal() * 21")))
            .Add("say", "Elsa.WriteLine", ("text", Script("'Total ' + variables.Total")))
            .Arrows("set>say")
            .Start();

        walk.Variable("v1").ShouldBe("42");
        walk.Lines.ShouldBe(["Total 42"]);
    }

    [Fact]
    public void A_document_older_than_variable_ids_names_the_variable() =>
        new Chart().Variable("v1", "Total").Add("set", "Elsa.SetVariable", ("variable", new JsonObject { ["name"] = "Total" }), ("value", Literal("tujuh"))).Start()
            .Variable("v1").ShouldBe("tujuh");

    [Fact]
    public void A_variable_that_is_not_there_or_not_chosen_is_reported()
    {
        Compiled.Try(new Chart().Add("set", "Elsa.SetVariable", ("variable", Reference("gone", "Gone")), ("value", Literal("1"))).ToJson())
            .Problems.ShouldContain(p => p.Code == "unknown-variable" && p.Path == "$.root.activities[0].variable.id");
        Compiled.Try(new Chart().Add("set", "Elsa.SetVariable", ("value", Literal("1"))).ToJson())
            .Problems.ShouldContain(p => p.Code == "missing-input" && p.Path == "$.root.activities[0].variable");
    }

    [Fact]
    public void A_variable_is_cleared_by_no_value() =>
        new Chart().Variable("v1", "Total", "String", "lama").Add("set", "Elsa.SetVariable", ("variable", Reference("v1", "Total"))).Start().Variable("v1").ShouldBe("");

    [Theory]
    [InlineData("Int32", "5", "5")]
    [InlineData("System.Int64, System.Private.CoreLib, Version=9.0.0.0", "9007199254740993", "9007199254740993")]
    [InlineData("Boolean", "False", "false")]
    [InlineData("Double", "2.5", "2.5")]
    [InlineData("Decimal", " ", "null")]
    [InlineData("TimeSpan", "0:05", "\"00:05:00\"")]
    [InlineData("String", "5", "\"5\"")]
    [InlineData("Object", "[1]", "\"[1]\"")]
    [InlineData("JsonObject", "{\"a\":1}", "{\"a\":1}")]
    [InlineData("System.Collections.Generic.List`1[[System.String, System.Private.CoreLib]], System.Private.CoreLib", "[\"a\"]", "[\"a\"]")]
    public void A_literal_becomes_what_the_variable_is(string type, string literal, string held) =>
        new Chart().Variable("v1", "Total", type).Add("set", "Elsa.SetVariable", ("variable", Reference("v1", "Total")), ("value", Literal(literal))).Start()
            .State.Scopes[0].Variables["v1"].GetRawText().ShouldBe(held);

    [Fact]
    public void A_flag_that_was_set_to_the_word_false_is_not_true() =>
        new Chart().Variable("v1", "Flag", "Boolean", true)
            .Add("set", "Elsa.SetVariable", ("variable", Reference("v1", "Flag")), ("value", Literal("false")))
            .Add("say", "Elsa.WriteLine", ("text", Script("getVariable('Flag') ? 'ya' : 'tidak'")))
            .Arrows("set>say").Start().Lines.ShouldBe(["tidak"]);

    [Fact]
    public void What_a_script_sets_becomes_what_the_variable_is() =>
        new Chart().Variable("v1", "Total", "Int32", 1)
            .Add("say", "Elsa.WriteLine", ("text", Script("setVariable('Total', '41'); return '' + (variables.Total + 1)")))
            .Start().Lines.ShouldBe(["42"]);

    [Fact]
    public void What_a_variable_cannot_hold_is_an_incident_and_sets_nothing()
    {
        var walk = new Chart().Variable("v1", "Total", "Int32", 1).Variable("v2", "Name", "String", "lama")
            .Add("set", "Elsa.WriteLine", ("text", Script("variables.Name = 'baru'; variables.Total = 'banyak'; 'x'")))
            .Start();

        walk.State.Incidents.ShouldHaveSingleItem().Code.ShouldBe("wrong-type");
        (walk.Variable("v1"), walk.Variable("v2")).ShouldBe(("1", "lama"));
    }

    [Theory]
    [InlineData("Int32", "2147483648", "-2147483648", "2147483647")]
    [InlineData("Int32", "-2147483649", "-2147483648", "2147483647")]
    [InlineData("Byte", "-1", "0", "255")]
    [InlineData("System.UInt32, System.Private.CoreLib", "4294967296", "0", "4294967295")]
    public void A_number_that_does_not_fit_the_type_is_an_incident_and_sets_nothing(string type, string number, string least, string most)
    {
        var walk = new Chart().Variable("v1", "Total", type, 1).Add("set", "Elsa.WriteLine", ("text", Script($"variables.Total = {number}; 'x'"))).Start();

        var incident = walk.State.Incidents.ShouldHaveSingleItem();
        incident.Code.ShouldBe("wrong-type");
        incident.Message.ShouldContain($"a whole number from {least} to {most}");
        walk.Variable("v1").ShouldBe("1");
        foreach (var edge in (string[])[least, most])
            new Chart().Variable("v1", "Total", type, 1).Add("set", "Elsa.WriteLine", ("text", Script($"variables.Total = {edge}; 'x'"))).Start().Variable("v1").ShouldBe(edge);
    }

    [Theory]
    [InlineData("banyak")]
    [InlineData("2147483648")]
    public void A_literal_that_the_variable_cannot_hold_is_reported(string literal) =>
        Compiled.Try(new Chart().Variable("v1", "Total", "Int32").Add("set", "Elsa.SetVariable", ("variable", Reference("v1", "Total")), ("value", Literal(literal))).ToJson())
            .Problems.ShouldContain(p => p.Code == "wrong-type" && p.Path == "$.root.activities[0].value");

    [Fact]
    public void A_script_cannot_bring_a_character_that_PostgreSQL_cannot_store() =>
        new Chart().Add("say", "Elsa.WriteLine", ("text", Script("'a\\u0000b'"))).AddLines("z").Arrows("say>z").Start().Lines.First().ShouldBe("a\uFFFDb");

    [Fact]
    public void The_instance_gets_a_name_and_a_correlation_id()
    {
        var walk = new Chart().Add("n", "Elsa.SetName", ("value", Literal("Tiket 7"))).Add("c", "Elsa.Correlate", ("correlationId", Literal("007"))).Arrows("n>c").Start();

        walk.State.Name.ShouldBe("Tiket 7");
        walk.State.CorrelationId.ShouldBe("007");
    }

    [Fact]
    public void A_line_without_text_is_an_empty_line() => new Chart().Add("w", "Elsa.WriteLine").Start().Lines.ShouldBe([""]);

    [Fact]
    public void A_fault_is_an_incident_that_can_be_tried_again_or_passed()
    {
        var walk = new Chart()
            .Add("f", "Elsa.Fault", ("code", Literal("E42")), ("category", Literal("Data")), ("faultType", Literal("Business")), ("message", Literal("NPWP tidak cocok.")))
            .AddLines("after").Arrows("f>after").Start();

        var incident = walk.State.Incidents.ShouldHaveSingleItem();
        incident.Code.ShouldBe("E42");
        incident.Message.ShouldBe("NPWP tidak cocok. [Data, Business]");
        walk.State.SubStatus.ShouldBe(InstanceSubStatus.Faulted);

        walk.Take(new Stimulus.RetryIncident(incident.Key)).State.Incidents.ShouldHaveSingleItem();
        walk.Take(new Stimulus.SkipIncident(walk.State.Incidents[0].Key, "Sudah diperiksa.")).Lines.ShouldBe(["after"]);
    }

    [Fact]
    public void A_fault_says_something_even_when_its_author_does_not()
    {
        var incident = new Chart().Add("f", "Elsa.Fault").Start().State.Incidents.ShouldHaveSingleItem();

        incident.Code.ShouldBe("0");
        incident.Message.ShouldBe("Proses digagalkan dengan kode 0. [General, System]");
    }

    private static JsonObject Reference(string id, string name) => new() { ["id"] = id, ["name"] = name };
}
