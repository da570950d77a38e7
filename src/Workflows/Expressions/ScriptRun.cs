using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Acornima.Ast;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace Alur.Workflows.Expressions;

/// <summary>One evaluation of a script. Variables it sets are kept here and reach the instance only when it comes to a good end.</summary>
internal sealed class ScriptRun(IExpressionScope scope, ScriptLimits limits)
{
    private readonly ScriptMemory memory = new(scope);
    private ScriptBudget? budget;

    /// <summary>Roughly how many statements were executed.</summary>
    public int Statements => budget?.Checks ?? 0;

    /// <exception cref="ActivityFaultException">It failed, or used up its budget.</exception>
    public JsonElement Evaluate(Prepared<Script> script)
    {
        try
        {
            budget = new ScriptBudget(limits);
            using var engine = new Engine(Options(budget));
            ScriptSandbox.Apply(engine, limits, budget);
            ScriptGlobals.Install(engine, memory, scope, script.ReferencedGlobals);
            var result = engine.Evaluate(script).UnwrapIfPromise(limits.Time);
            var value = ScriptValues.ToJson(result);
            memory.Collect(engine);

            // The last statement may have been the one that was too much.
            budget.Check();
            return value;
        }
        catch (Exception e) when (Translate(e) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Hands what the script set to the instance.</summary>
    public void Apply() => memory.Apply();

    private Options Options(ScriptBudget budget)
    {
        var options = new Options { Culture = CultureInfo.InvariantCulture, TimeZone = TimeZoneInfo.Utc, TimeSystem = new ScriptClock(scope.Now) };
        options.Constraint(budget);
        options.LimitRecursion(limits.Recursion);
        options.DisableStringCompilation();
        options.Constraints.RegexTimeout = limits.Time;
        options.Constraints.PromiseTimeout = limits.Time;
        options.Constraints.MaxArraySize = (uint)limits.Items;
        return options;
    }

    /// <summary>The fault for what Jint throws; null for what is a fault already, or not the script's doing.</summary>
    private ActivityFaultException? Translate(Exception e) => e switch
    {
        ActivityFaultException => null,
        TimeoutException or RegexMatchTimeoutException => Faults.TooSlow(limits),
        MemoryLimitExceededException or OutOfMemoryException => Faults.TooBig(limits),
        RecursionDepthOverflowException or InsufficientExecutionStackException => Faults.TooDeep(limits),
        JavaScriptException script => Faults.Failed(Describe(script)),
        PromiseRejectedException rejected => Faults.Failed($"its promise was rejected with {Describe(rejected.RejectedValue)}"),

        // Jint answers some misuse with exceptions of the library's own.
        JintException or InvalidOperationException or ArgumentException or NotSupportedException or NotImplementedException or InvalidCastException or FormatException
            or IndexOutOfRangeException or NullReferenceException or OverflowException or KeyNotFoundException => Faults.Failed(e.Message),
        _ => null,
    };

    private static string Describe(JavaScriptException e) => e.Error is JsString or JsNumber or JsBoolean ? Describe(e.Error) : e.Message;

    private static string Describe(JsValue value)
    {
        try
        {
            return Definitions.JsonReading.Shorten(ScriptValues.ToJson(value).GetRawText());
        }
        catch (Exception e) when (e is ActivityFaultException or JintException)
        {
            return "a value that cannot be shown";
        }
    }
}
