using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;

namespace Alur.Workflows.Tests.Expressions;

public sealed class JavaScriptTests
{
    private static string Run(string code, FakeScope? scope = null, ValueKind kind = ValueKind.Any) =>
        (JavaScriptExpression.TryParse(code, kind, out var error) ?? throw new ArgumentException(error)).Evaluate(scope ?? new FakeScope()).GetRawText();

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("return false;", "false")]
    [InlineData("if (getVariable('Order') > 1) return 'big'; return 'small';", "\"big\"")]
    [InlineData("if (getVariable('Order') > 9) { 'big' } else { 'small' }", "\"small\"")]
    [InlineData("let a = 3; a * 2", "6")]
    [InlineData("{ a: 1, b: [2] }", """{"a":1,"b":[2]}""")]
    [InlineData("{ return 4; }", "4")]
    [InlineData("", "null")]
    [InlineData("undefined", "null")]
    [InlineData("() => 1", "null")]
    [InlineData("5.0", "5")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("1 / 0", "null")]
    [InlineData("[1, undefined, () => 1]", "[1,null,null]")]
    [InlineData("({ a: undefined, b: null })", """{"b":null}""")]
    [InlineData("'\\ud800'", "\"\uFFFD\"")]
    [InlineData("async function f() { await 1; return 5 } f()", "5")]
    public void A_script_is_an_expression_or_a_body(string code, string expected) => Run(code).ShouldBe(expected);

    [Theory]
    [InlineData("getVariable('Order')", "5")]
    [InlineData("getOrder() + 1", "6")]
    [InlineData("getName()", "\"Ani\"")]
    [InlineData("variables.Order", "5")]
    [InlineData("variables.name + '!'", "\"Ani!\"")]
    [InlineData("variables.Names.length", "2")]
    [InlineData("getVariable('Nobody')", "null")]
    [InlineData("variables.Nobody", "null")]
    [InlineData("typeof variables.Nobody", "\"undefined\"")]
    [InlineData("'Order' in variables", "true")]
    [InlineData("Object.keys(variables)", """["Order","name","Names","Ticket"]""")]
    [InlineData("getInput('kind')", "\"Usulan\"")]
    [InlineData("getInput('nothing')", "null")]
    [InlineData("getkind()", "\"Usulan\"")]
    [InlineData("getremark()", "null")]
    [InlineData("getKind()", null)]
    [InlineData("getWorkflowInstanceId()", "\"i1\"")]
    [InlineData("getCorrelationId()", "\"c1\"")]
    [InlineData("getWorkflowInstanceName()", "null")]
    [InlineData("JSON.parse(JSON.stringify({ a: Math.max(1, 2) })).a", "2")]
    public void It_reads_as_Elsa_writes(string code, string? expected)
    {
        if (expected is null)
        {
            Should.Throw<ActivityFaultException>(() => Run(code)).Code.ShouldBe("script-failed");
        }
        else
        {
            Run(code).ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("setVariable('Order', 7); getVariable('Order')", "Order", "7")]
    [InlineData("setOrder(8); variables.Order", "Order", "8")]
    [InlineData("setName('Budi'); getName()", "name", "\"Budi\"")]
    [InlineData("variables.Order = 9; getOrder()", "Order", "9")]
    [InlineData("variables.New = { a: [1] }; variables.New", "New", """{"a":[1]}""")]
    [InlineData("variables.Names.push('c'); variables.Names", "Names", """["a","b","c"]""")]
    [InlineData("getVariable('Ticket').title = 'y'; 0", "Ticket", null)]
    public void What_it_sets_is_seen_at_once_and_kept(string code, string variable, string? expected)
    {
        var scope = new FakeScope();

        var result = Run(code, scope);

        scope.Sets.ShouldBe([variable]);
        if (expected is not null)
        {
            result.ShouldBe(expected);
            scope.Variables[variable].GetRawText().ShouldBe(expected);
        }
        else
        {
            scope.Variables[variable].GetProperty("title").GetString().ShouldBe("y");
        }
    }

    [Fact]
    public void Reading_changes_nothing_even_where_a_script_cannot_hold_a_number_to_the_last_digit()
    {
        var scope = new FakeScope();

        Run("variables.Ticket.title + variables.Names[0]", scope).ShouldBe("\"xa\"");

        scope.Sets.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("setVariable('Order', 7); throw new Error('no')")]
    [InlineData("variables.Names.push('c'); nobody()")]
    [InlineData("setOrder(7); while (true);")]
    [InlineData("setOrder(7); 'many'", ValueKind.Integer)]
    public void A_script_that_fails_sets_nothing(string code, ValueKind kind = ValueKind.Any)
    {
        var scope = new FakeScope();

        Should.Throw<ActivityFaultException>(() => Run(code, scope, kind));

        scope.Sets.ShouldBeEmpty();
        scope.Variables["Names"].GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("Date.now()", "1767323045000")]
    [InlineData("new Date()", "\"2026-01-02T03:04:05.000Z\"")]
    [InlineData("new Date().getHours()", "3")]
    [InlineData("new Date(NaN)", "null")]
    public void The_present_is_the_moment_of_the_step(string code, string expected) => Run(code).ShouldBe(expected);

    [Theory]
    [InlineData("throw new Error('kaput')", "kaput")]
    [InlineData("throw 'kaput'", "kaput")]
    [InlineData("null.x", "null")]
    [InlineData("nobody", "nobody")]
    [InlineData("async function f() { throw new Error('kaput') } f()", "")]
    [InlineData("new Promise(() => {})", "")]
    public void A_failure_says_why(string code, string why)
    {
        var fault = Should.Throw<ActivityFaultException>(() => Run(code));

        fault.Code.ShouldBe("script-failed");
        fault.Message.ShouldContain(why);
    }

    [Theory]
    [InlineData("'abc'", ValueKind.Integer)]
    [InlineData("1.5", ValueKind.Integer)]
    [InlineData("'soon'", ValueKind.Duration)]
    [InlineData("1", ValueKind.Structure)]
    public void The_result_must_be_of_the_inputs_kind(string code, ValueKind kind) =>
        Should.Throw<ActivityFaultException>(() => Run(code, kind: kind)).Code.ShouldBe("wrong-type");

    [Theory]
    [InlineData("'5'", ValueKind.Integer, "5")]
    [InlineData("4 > 3", ValueKind.Boolean, "true")]
    [InlineData("[1].length", ValueKind.Boolean, "true")]
    [InlineData("12", ValueKind.Text, "\"12\"")]
    [InlineData("'00:30:00'", ValueKind.Duration, "\"00:30:00\"")]
    [InlineData("['a', 1]", ValueKind.TextList, """["a","1"]""")]
    [InlineData("null", ValueKind.Integer, "null")]
    public void The_result_becomes_the_inputs_kind(string code, ValueKind kind, string expected) => Run(code, kind: kind).ShouldBe(expected);

    [Theory]
    [InlineData("'a-b-c'.replace(/(\\w)-(\\w)/, '$2+$1$$$&')", "\"b+a$a-b-c\"")]
    [InlineData("'a-b'.replaceAll('-', \"[$`|$']\")", "\"a[a|b]b\"")]
    [InlineData("'2026-01'.replace(/(?<y>\\d+)-(?<m>\\d+)/, '$<m>/$<y>')", "\"01/2026\"")]
    [InlineData("'abc'.replace(/b/g, '$0$1')", "\"a$0$1c\"")]
    [InlineData("'aXbX'.replaceAll('X', (m, at) => at)", "\"a1b3\"")]
    [InlineData("[3, 20, 100, undefined].sort()", "[100,20,3,null]")]
    [InlineData("[1, [2, [3]], null].join('-')", "\"1-2,3-\"")]
    [InlineData("'' + [1, [2]]", "\"1,2\"")]
    [InlineData("'ab'.repeat(2)", "\"abab\"")]
    [InlineData("'a'.concat(1, null)", "\"a1null\"")]
    [InlineData("/x/ instanceof RegExp", "true")]
    [InlineData("new RegExp('A', 'i').test('a')", "true")]
    [InlineData("'a1b2'.match(/\\d/g)", """["1","2"]""")]
    [InlineData("JSON.stringify({ a: 1, b: [1, { c: 2 }] }, ['a', 'b'])", "\"{\\\"a\\\":1,\\\"b\\\":[1,{}]}\"")]
    [InlineData("JSON.stringify({ a: 1, b: 2 }, (k, v) => k === 'b' ? undefined : v)", "\"{\\\"a\\\":1}\"")]
    [InlineData("[1, [2, [3]]].flat()", "[1,2,[3]]")]
    public void The_bounded_library_does_what_the_whole_one_does(string code, string expected) => Run(code).ShouldBe(expected);

    [Theory]
    [InlineData("1 +")]
    [InlineData("import x from 'y'")]
    [InlineData("2n ** 10n")]
    [InlineData("class A extends Object {}")]
    [InlineData("function* f() { yield* g() }")]
    public void What_cannot_be_run_safely_does_not_parse(string code)
    {
        JavaScriptExpression.TryParse(code, ValueKind.Any, out var error).ShouldBeNull();
        error.ShouldNotBeNullOrEmpty();
    }
}
