using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using CsCheck;

namespace Alur.Workflows.Tests.Expressions;

/// <summary>Scripts and templates put together at random: each does not parse, gives a value, or ends as a fault.</summary>
public sealed class ScriptFuzzTests
{
    private static readonly Gen<string> Words = Gen.OneOf(
        "1", "2", "-1", "1e9", "'x'", "'aaaaaaaaaa'", "[]", "[1,2]", "{}", "({})", "/(a+)+$/", "true", "null", "undefined", "this", "x", "y", "f", "o",
        "variables", "variables.X", "getVariable('Order')", "setVariable('X', x)", "getOrder()", "JSON", "Math", "Array", "Object", "Promise", "Symbol.iterator", "Reflect",
        "(", ")", "[", "]", "{", "}", "+", "-", "*", "**", "%", "=", "==", "===", "<", ">", "&&", "||", "??", "!", "?", ":", ";", ",", ".", "...", "=>", "`", "${",
        ".length", ".map(f)", ".join(x)", ".repeat(1e9)", ".sort()", ".concat(x)", ".flat(9)", ".replace(x, y)", ".toString()", ".valueOf", ".constructor", ".prototype", ".call(o, x)",
        "let x=", "var y=", "const f=", "function f(x){", "function*g(){", "async ", "await ", "yield ", "return ", "if(x)", "else ", "for(;;)", "for(let i=0;i<9;i++)", "while(x)", "do ", "try{", "}catch(e){",
        "}finally{", "throw ", "switch(x){case 1:", "new ", "delete ", "typeof ", "class A{", "get x(){", "static ", "in ", "of ", "label:", "break ", "continue ", "debugger;", "with(o)", "\n");

    private static readonly Gen<string> Tags = Gen.OneOf(
        "{{", "}}", "{%", "%}", "{%-", "-%}", " Variables.Names ", " variables.Order ", " x ", " 'aaaa' ", " 1 ", " 99999 ", " | ", "append: x", "replace: 'a', x", "join: x", "split: ''", "times: 99999", "divided_by: 0",
        "date: '%s'", "json", "sort", "map: 'a'", "slice: 0, 9", "truncate: 9", " if ", " endif ", " else ", " elsif ", " for x in ", "(1..", ")", " endfor ", " assign x = ", " capture x ", " endcapture ", " case ", " when ",
        " endcase ", " cycle ", " raw ", " endraw ", " comment ", " endcomment ", " tablerow i in ", " endtablerow ", " unless ", " endunless ", " == ", " contains ", " and ", "[", "]", ".", ":", ",", "text", "\n", "\u0000");

    [Fact]
    public void Scripts() => Words.Array[1, 14].Select(string.Concat).Sample(code => Check(JavaScriptExpression.TryParse(code, ValueKind.Any, out var error), error), iter: 4_000, print: c => c);

    [Fact]
    public void Templates() => Tags.Array[1, 14].Select(string.Concat).Sample(text => Check(LiquidExpression.TryParse(text, ValueKind.Any, out var error), error), iter: 4_000, print: c => c);

    private static void Check(CompiledExpression? expression, string? error)
    {
        if (expression is null)
        {
            error.ShouldNotBeNullOrEmpty();
            return;
        }

        try
        {
            expression.Evaluate(new FakeScope()).ValueKind.ShouldNotBe(System.Text.Json.JsonValueKind.Undefined);
        }
        catch (ActivityFaultException e)
        {
            e.Message.ShouldStartWith("Expected ");
        }
    }
}
