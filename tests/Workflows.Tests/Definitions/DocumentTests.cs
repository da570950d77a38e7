using System.Text;
using Alur.Workflows.Definitions;
using CsCheck;

namespace Alur.Workflows.Tests.Definitions;

public sealed class DocumentTests
{
    [Fact]
    public void Reading_and_writing_any_document_gives_the_same_JSON() =>
        JsonGen.Document.Sample(
            text =>
            {
                var document = WorkflowDocument.Parse(text, out var problems);

                problems.ShouldBeEmpty();
                var written = document!.Write();
                JsonTokens.Of(written).ShouldBe(JsonTokens.Of(text));
                WorkflowDocument.Parse(written, out _)!.Write().ShouldBe(written);
            },
            iter: 2_000,
            print: t => t);

    [Theory]
    [InlineData("1.0")]
    [InlineData("1e5")]
    [InlineData("-0")]
    [InlineData("1E+2")]
    [InlineData("123456789012345678901234567890.10")]
    public void Numbers_keep_their_digits(string number) => WorkflowDocument.Parse($$"""{"x":{{number}}}""", out _)!.Write().ShouldBe($$"""
        {
          "x": {{number}}
        }
        """);

    [Fact]
    public void Text_is_written_as_people_read_it() => WorkflowDocument.Parse("""{"x":"a\u00e9 <b> & 'c' \ud83d\ude00 +"}""", out _)!.Write().ShouldContain("aé <b> & 'c' ");

    [Fact]
    public void Connections_of_the_older_form_are_written_in_the_newer()
    {
        const string Old = """
            {"root":{"type":"Elsa.Flowchart","id":"r","activities":[{"id":"n","type":"Elsa.Flowchart","connections":[{"source":"a","target":"b"}]}],
             "connections":[{"extra":1,"source":"a","target":"b","sourcePort":"Y","targetPort":"In","vertices":[{"x":1.0}]},{"source":"a","target":"b","sourcePort":null},
                            {"source":{"activity":"a","port":"Y"},"target":{"activity":"b"},"sourcePort":"kept"}]}}
            """;
        const string New = """
            {"root":{"type":"Elsa.Flowchart","id":"r","activities":[{"id":"n","type":"Elsa.Flowchart","connections":[{"source":{"activity":"a"},"target":{"activity":"b"}}]}],
             "connections":[{"extra":1,"source":{"activity":"a","port":"Y"},"target":{"activity":"b","port":"In"},"vertices":[{"x":1.0}]},{"source":{"activity":"a"},"target":{"activity":"b"}},
                            {"source":{"activity":"a","port":"Y"},"target":{"activity":"b"},"sourcePort":"kept"}]}}
            """;

        JsonTokens.Of(WorkflowDocument.Parse(Old, out _)!.Write()).ShouldBe(JsonTokens.Of(New));
    }

    [Fact]
    public void Data_that_looks_like_a_connection_is_left_alone()
    {
        const string Text = """{"root":{"type":"X","id":"r","customProperties":{"type":"a","id":"b","connections":[{"source":"a","target":"b"}]},"v":{"typeName":"Object","expression":{"type":"Object","value":{"connections":[{"source":"a","target":"b"}]}}}}}""";

        JsonTokens.Of(WorkflowDocument.Parse(Text, out _)!.Write()).ShouldBe(JsonTokens.Of(Text));
    }

    [Theory]
    [InlineData("", "not-json", "$")]
    [InlineData("{", "not-json", "$")]
    [InlineData("{\"a\":{\"b\":[1,oops]}}", "not-json", "$.a.b[0]")]
    [InlineData("{\"a\":1,}", "not-json", "$.a")]
    [InlineData("{/**/}", "not-json", "$")]
    [InlineData("{} {}", "not-json", "$")]
    [InlineData("[]", "not-an-object", "$")]
    [InlineData("null", "not-an-object", "$")]
    [InlineData("\"x\"", "not-an-object", "$")]
    [InlineData("{\"a\":{\"x\":1,\"y\":2,\"x\":3}}", "duplicate-property", "$.a.x")]
    [InlineData("{\"a\":{\"x\":1,\"\\u0078\":3}}", "duplicate-property", "$.a.x")]
    [InlineData("{\"a\":[\"\\ud800\"]}", "bad-text", "$.a[0]")]
    [InlineData("{\"a\":[\"\\udc00x\"]}", "bad-text", "$.a[0]")]
    public void What_is_no_document_is_a_problem(string text, string code, string path)
    {
        WorkflowDocument.Parse(text, out var problems).ShouldBeNull();

        problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe(code), p => p.Path.ShouldBe(path), p => p.Message.ShouldMatch("^Expected .* but "));
    }

    [Fact]
    public void Half_of_a_pair_outside_an_escape_is_a_problem() => Codes("{\"a\":\"" + '\ud800' + "\"}").ShouldBe(["bad-text"]);

    [Fact]
    public void A_name_that_is_half_of_a_pair_is_a_problem() => Codes("{\"\\ud800\":1}").ShouldBe(["bad-text"]);

    [Fact]
    public void Every_repeated_property_is_reported() => Codes("{\"a\":1,\"a\":2,\"b\":{\"c\":1,\"c\":2}}").ShouldBe(["duplicate-property", "duplicate-property"]);

    [Theory]
    [InlineData(WorkflowDocument.MaxDepth, true)]
    [InlineData(WorkflowDocument.MaxDepth + 1, false)]
    [InlineData(100_000, false)]
    public void Nesting_is_bounded(int levels, bool isFine)
    {
        var text = "{\"a\":" + new string('[', levels - 1) + new string(']', levels - 1) + "}";

        var document = WorkflowDocument.Parse(text, out var problems);

        (document is not null).ShouldBe(isFine);
        problems.Select(p => p.Code).ShouldBe(isFine ? [] : ["too-deep"]);
        if (isFine)
        {
            JsonTokens.Of(document!.Write()).ShouldBe(JsonTokens.Of(text));
            WorkflowCompiler.Compile(document, ChartText.Catalog).Problems.Select(p => p.Code).ShouldBe(["no-root"]);
        }
    }

    [Fact]
    public void Length_is_bounded() => Codes("{\"a\":\"" + new string('x', WorkflowDocument.MaxLength) + "\"}").ShouldBe(["too-large"]);

    [Fact]
    public void A_byte_order_mark_does_no_harm() => Codes("\uFEFF{}").ShouldBeEmpty();

    [Fact]
    public void What_it_knows_is_at_hand_and_what_is_wrong_is_null()
    {
        var document = WorkflowDocument.Parse("""{"id":"v","definitionId":"d","name":"N","description":"D","version":3,"isPublished":true,"isLatest":false,"root":{},"customProperties":{}}""", out _)!;

        (document.Id, document.DefinitionId, document.Name, document.Description, document.Version, document.IsPublished, document.IsLatest).ShouldBe(("v", "d", "N", "D", 3, true, false));
        document.Root.ShouldNotBeNull();
        document.CustomProperties.ShouldNotBeNull();

        var wrong = WorkflowDocument.Parse("""{"id":1,"definitionId":[],"name":{},"version":"3","isPublished":"true","root":7}""", out _)!;

        (wrong.Id, wrong.DefinitionId, wrong.Name, wrong.Description, wrong.Version, wrong.IsPublished).ShouldBe((null, null, null, null, 1, false));
        wrong.Root.ShouldBeNull();
    }

    private static string[] Codes(string text)
    {
        WorkflowDocument.Parse(text, out var problems);
        return [.. problems.Select(p => p.Code)];
    }
}
