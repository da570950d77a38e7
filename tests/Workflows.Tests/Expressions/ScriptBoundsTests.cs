using System.Diagnostics;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;

namespace Alur.Workflows.Tests.Expressions;

/// <summary>Scripts that would take all the time, memory or stack there is. Each ends as a fault, soon, and on a small stack.</summary>
public sealed class ScriptBoundsTests
{
    /// <summary>Far more than the bounds, far less than the attacks would take: the machine that runs the tests may be busy.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private static readonly ScriptLimits Patient = new() { Time = TimeSpan.FromSeconds(5), WallTime = TimeSpan.FromSeconds(10) };

    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("for (;;);")]
    [InlineData("try { while (true); } catch { while (true); } finally { while (true); }")]
    [InlineData("({ get a() { while (true); } })")]
    [InlineData("[2, 1].sort(() => { while (true); })")]
    [InlineData("Promise.resolve().then(() => { while (true); }); 1")]
    [InlineData("Array.prototype.forEach.call({ length: 4e9 }, x => x)", true)]
    [InlineData("/(a+)+$/.test('a'.repeat(50) + '!')")]
    [InlineData("new RegExp('(a+)+$', 'u').test('a'.repeat(50) + '!')")]
    [InlineData("'a'.repeat(500000).indexOf('a'.repeat(250000) + 'b')")]
    public void Endless_work_is_too_slow(string code, bool orTooBig = false) =>
        Fault(code, ScriptLimits.Default).ShouldBeOneOf(orTooBig ? ["script-too-slow", "script-too-big"] : ["script-too-slow"]);

    /// <summary>Each round of it allocates: which bound comes first depends on the machine, so each is met with the other out of the way.</summary>
    [Fact]
    public void Endless_waiting_meets_both_bounds()
    {
        const string code = "(async () => { while (true) await 1 })()";
        Fault(code, ScriptLimits.Default with { Memory = long.MaxValue }).ShouldBe("script-too-slow");
        Fault(code, Patient).ShouldBe("script-too-big");
    }

    [Theory]
    [InlineData("function f() { return f() + 1 } f()")]
    [InlineData("let f = () => f(); f()")]
    [InlineData("let f = (x = f()) => 1; f()")]
    [InlineData("let o = { valueOf() { return +o } }; +o")]
    [InlineData("let o = { valueOf: () => +o }; +o")]
    [InlineData("let o = { toString: () => `${o}` }; [o] + ''")]
    [InlineData("let o = { [Symbol.iterator]: () => [...o] }; [...o]")]
    [InlineData("let o = { get a() { return o.a } }; o.a")]
    [InlineData("let o = { toJSON: () => JSON.stringify(o) }; JSON.stringify(o)")]
    [InlineData("let r = () => 'a'.replace(/a/, r); r()")]
    [InlineData("let a = []; for (let i = 0; i < 5000; i++) a = [a]; JSON.stringify(a)")]
    [InlineData("let a = []; for (let i = 0; i < 5000; i++) a = [a]; a + ''")]
    [InlineData("let a = []; for (let i = 0; i < 5000; i++) a = [a]; a.flat(Infinity)")]
    [InlineData("let a = {}; a.a = a; a")]
    [InlineData("let a = {}; a.a = a; variables.Order = a")]
    public void Bottomless_nesting_is_too_deep(string code) => Fault(code, Patient).ShouldBe("script-too-deep");

    [Theory]
    [InlineData("let a = []; while (true) a.push('x'.repeat(1000) + a.length)")]
    [InlineData("let s = 'x'; while (true) s += s")]
    [InlineData("'x'.repeat(2 ** 28)")]
    [InlineData("'x'.padEnd(2 ** 28)")]
    [InlineData("'x'.repeat(100000).replaceAll('x', 'y'.repeat(10000))")]
    [InlineData("'x'.repeat(100000).replace(/x/g, 'y'.repeat(10000))")]
    [InlineData("'x'.repeat(10000).replace(/x/g, () => 'y'.repeat(10000))")]
    [InlineData("let s = 'x'.repeat(100000); s.concat(...Array(1000).fill(s))")]
    [InlineData("Array(9999).fill('x'.repeat(100000)).join('')")]
    [InlineData("Array(9999).join('x'.repeat(100000))")]
    [InlineData("'' + Array(9999).fill(['x'.repeat(100000)])")]
    [InlineData("JSON.stringify(Array(9999).fill('x'.repeat(100000)))")]
    [InlineData("Array(9999).fill('x'.repeat(100000))")]
    [InlineData("new Array(2 ** 31)")]
    [InlineData("Array.from({ length: 1e9 })")]
    [InlineData("new RegExp('('.repeat(50000) + ')'.repeat(50000))")]
    [InlineData("'x'.match('('.repeat(50000) + ')'.repeat(50000))")]
    public void Boundless_growth_is_too_big(string code) => Fault(code, Patient).ShouldBe("script-too-big");

    [Theory]
    [InlineData("new Uint8Array(1e9)")]
    [InlineData("new SharedArrayBuffer(1e9)")]
    [InlineData("Atomics.wait(1, 0, 0, 10000)")]
    [InlineData("new Proxy([], {})")]
    [InlineData("BigInt(2)")]
    [InlineData("Temporal.Now.instant()")]
    [InlineData("eval('1')")]
    [InlineData("new Function('return 1')()")]
    [InlineData("[].constructor.constructor('return 1')()")]
    [InlineData("[1].values().map(x => x)")]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("importNamespace('System')")]
    [InlineData("require('fs')")]
    [InlineData("import('fs')")]
    [InlineData("setTimeout(() => 1, 1)")]
    public void There_is_no_way_out(string code) => Fault(code, ScriptLimits.Default).ShouldBe("script-failed");

    [Fact]
    public void Nothing_stays_behind_for_the_next_evaluation()
    {
        OnSmallStack(() => Parse("globalThis.x = 1; Array.prototype.y = 2; String.prototype.trim = null; 1", ScriptLimits.Default).Evaluate(new FakeScope()));

        Parse("[typeof x, [].y === undefined, ' a '.trim()]", ScriptLimits.Default).Evaluate(new FakeScope()).GetRawText().ShouldBe("""["undefined",true,"a"]""");
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("!", "")]
    [InlineData("1?", ":1")]
    [InlineData("()=>", "")]
    [InlineData("if(1)", "")]
    [InlineData("1+", "")]
    [InlineData("`${", "}`")]
    public void A_script_that_nests_without_end_does_not_parse(string open, string close) =>
        OnSmallStack(() =>
        {
            JavaScriptExpression.TryParse(string.Concat(Enumerable.Repeat(open, 10_000)) + "1" + string.Concat(Enumerable.Repeat(close, 10_000)), ValueKind.Any, out var error).ShouldBeNull();
            error.ShouldNotBeNullOrEmpty();
        });

    private static JavaScriptExpression Parse(string code, ScriptLimits limits) =>
        JavaScriptExpression.TryParse(code, ValueKind.Any, out var error, limits) ?? throw new ArgumentException(error);

    private static string Fault(string code, ScriptLimits limits)
    {
        var scope = new FakeScope();
        var expression = Parse(code, limits);
        ActivityFaultException? fault = null;
        var watch = Stopwatch.StartNew();
        OnSmallStack(() => fault = Should.Throw<ActivityFaultException>(() => expression.Evaluate(scope)));
        watch.Elapsed.ShouldBeLessThan(Soon);
        scope.Sets.ShouldBeEmpty();
        fault!.Message.ShouldStartWith("Expected ");
        return fault.Code;
    }

    /// <summary>Runs on a stack as small as the smallest that a host's threads have.</summary>
    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            1_400_000);
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException(failure.Message, failure);
        }
    }
}
