using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;

namespace Alur.Workflows.Tests.Expressions;

public sealed class LiquidTests
{
    private static string? Run(string template, ValueKind kind = ValueKind.Text, FakeScope? scope = null)
    {
        var expression = LiquidExpression.TryParse(template, kind, out var error) ?? throw new ArgumentException(error);
        var value = expression.Evaluate(scope ?? new FakeScope());
        return value.ValueKind == System.Text.Json.JsonValueKind.String ? value.GetString() : value.GetRawText();
    }

    [Theory]
    [InlineData("{{ Variables.Order }} {{ variables.Order }}", "5 5")]
    [InlineData("{{ Variables['name'] }}", "Ani")]
    [InlineData("{{ Variables.Ticket.title }}", "x")]
    [InlineData("{{ Variables.Names | join: '+' }}", "a+b")]
    [InlineData("{% for n in Variables.Names %}<{{ n }}>{% endfor %}", "<a><b>")]
    [InlineData("{% if Variables.Order > 3 %}big{% else %}small{% endif %}", "big")]
    [InlineData("{{ Input.kind }}{{ Input.nothing }}", "Usulan")]
    [InlineData("{{ CorrelationId }} {{ WorkflowInstanceId }} {{ WorkflowInstanceName }}.", "c1 i1 .")]
    [InlineData("{{ Variables.Nobody }}.", ".")]
    [InlineData("A & B {{ '<' }}", "A & B <")]
    [InlineData("{{ 'now' | date: '%Y-%m-%d %H:%M' }}", "2026-01-02 03:04")]
    [InlineData("{% assign x = 3 %}{% capture y %}{{ x | times: 2 }}{% endcapture %}{{ y }}", "6")]
    [InlineData("{% raw %}{{ x }}{% endraw %}", "{{ x }}")]
    public void A_template_reads_variables_inputs_and_the_instance(string template, string expected) => Run(template).ShouldBe(expected);

    [Fact]
    public void The_result_becomes_the_inputs_kind() => Run("{{ Variables.Order | plus: 1 }}", ValueKind.Integer).ShouldBe("6");

    [Fact]
    public void The_result_must_be_of_the_inputs_kind() => Fault("x{{ Variables.Order }}", ValueKind.Integer).ShouldBe("wrong-type");

    [Theory]
    [InlineData("{{ 5 | divided_by: 0 }}", "script-failed")]
    [InlineData("{{ 'now' | date: '%999999999d' }}", "script-failed")]
    [InlineData("{% for i in (1..1000000000) %}x{% endfor %}", "script-too-big")]
    [InlineData("{% for i in (1..9000) %}{% for j in (1..9000) %}x{% endfor %}{% endfor %}", "script-too-slow")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..100) %}{% assign s = s | append: s %}{% endfor %}", "script-too-big")]
    [InlineData("{% assign s = 'x' %}{% for i in (1..100) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}", "script-too-big")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..12) %}{% assign s = s | append: s %}{% endfor %}{{ s | replace: 'x', s }}", "script-too-big")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..9) %}{% assign s = s | append: s %}{% endfor %}{% for i in (1..9000) %}{{ s }}{% endfor %}", "script-too-big")]
    public void A_template_is_bounded(string template, string code) => Fault(template).ShouldBe(code);

    [Theory]
    [InlineData("{{ x")]
    [InlineData("{% if x %}")]
    [InlineData("{% nonsense %}")]
    [InlineData("{% include 'x' %}")]
    [InlineData("{% render 'x' %}")]
    public void What_is_no_template_does_not_parse(string template)
    {
        LiquidExpression.TryParse(template, ValueKind.Text, out var error).ShouldBeNull();
        error.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("{% if a %}", "{% endif %}", 3000)]
    [InlineData("{{ a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[a[", "", 1)]
    [InlineData("{{ a | b | c | d | e ", " }}", 300)]
    [InlineData("0123456789", "", 7000)]
    public void A_template_that_nests_without_end_does_not_parse(string open, string close, int times)
    {
        LiquidExpression.TryParse(string.Concat(Enumerable.Repeat(open, times)) + string.Concat(Enumerable.Repeat(close, times)), ValueKind.Text, out var error).ShouldBeNull();
        error.ShouldNotBeNullOrEmpty();
    }

    private static string Fault(string template, ValueKind kind = ValueKind.Text) => Should.Throw<ActivityFaultException>(() => Run(template, kind)).Code;
}
