using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Acornima.Ast;
using Alur.Workflows.Instances;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Alur.Workflows.Expressions;

/// <summary>One evaluation of a script. Variables it sets are kept here and reach the instance only when it comes to a good end.</summary>
internal sealed class ScriptRun(IExpressionScope scope)
{
    private readonly Dictionary<string, JsonElement> writes = new(StringComparer.Ordinal);
    private readonly List<string> order = [];

    public JsonElement Evaluate(Prepared<Script> script)
    {
        try
        {
            using var engine = new Engine(options =>
            {
                options.TimeoutInterval(JavaScriptExpression.Time);
                options.LimitMemory(JavaScriptExpression.Memory);
                options.LimitRecursion(JavaScriptExpression.Recursion);
                options.DisableStringCompilation();
                options.Constraints.RegexTimeout = JavaScriptExpression.Time;
                options.Constraints.MaxArraySize = 100_000;
                options.Constraints.PromiseTimeout = JavaScriptExpression.Time;
                options.Culture = CultureInfo.InvariantCulture;
                options.TimeZone = TimeZoneInfo.Utc;
                options.TimeSystem = new ScriptClock(scope.Now);
            });
            Install(engine, script.ReferencedGlobals);
            return ScriptValues.ToJson(engine.Evaluate(script));
        }
        catch (Exception e) when (Translate(e) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Hands what the script set to the instance.</summary>
    public void Apply()
    {
        foreach (var name in order)
        {
            scope.SetVariable(name, writes[name]);
        }
    }

    private void Install(Engine engine, IEnumerable<string>? globals)
    {
        Function(engine, "getVariable", a => Get(engine, Name(a)));
        Function(engine, "setVariable", a => Set(Name(a), a.Length > 1 ? a[1] : JsValue.Undefined));
        Function(engine, "getInput", a => scope.TryGetInput(Name(a), out var value) ? ScriptValues.ToScript(engine, value) : JsValue.Null);
        Function(engine, "getWorkflowInstanceId", _ => JsString.Create(scope.InstanceId));
        Function(engine, "getCorrelationId", _ => Text(scope.CorrelationId));
        Function(engine, "getWorkflowInstanceName", _ => Text(scope.InstanceName));
        engine.Advanced.AddLazyGlobal("variables", e => new ScriptVariables(e, n => Get(e, n), (n, v) => Set(n, v), Has));
        foreach (var global in globals ?? [])
        {
            if (global.Length > 3 && VariableFor(global[3..]) is { } variable)
            {
                if (global.StartsWith("get", StringComparison.Ordinal))
                {
                    Function(engine, global, _ => Get(engine, variable));
                }
                else if (global.StartsWith("set", StringComparison.Ordinal))
                {
                    Function(engine, global, a => Set(variable, a.Length > 0 ? a[0] : JsValue.Undefined));
                }
            }
        }
    }

    private static void Function(Engine engine, string name, Func<JsValue[], JsValue> body) =>
        engine.Advanced.AddLazyGlobal(name, e => new ClrFunction(e, name, (_, arguments) => body(arguments)));

    private bool Has(string name) => writes.ContainsKey(name) || scope.TryGetVariable(name, out _);

    private JsValue Get(Engine engine, string name)
    {
        if (writes.TryGetValue(name, out var written))
        {
            return ScriptValues.ToScript(engine, written);
        }

        return scope.TryGetVariable(name, out var value) ? ScriptValues.ToScript(engine, value) : JsValue.Null;
    }

    private JsValue Set(string name, JsValue value)
    {
        if (!writes.ContainsKey(name))
        {
            order.Add(name);
        }

        writes[name] = ScriptValues.ToJson(value);
        return JsValue.Undefined;
    }

    /// <summary>The variable behind <c>getX</c>: the one named X, or the one whose name starts with the same letter in lower case.</summary>
    private string? VariableFor(string accessor)
    {
        if (Has(accessor))
        {
            return accessor;
        }

        var lower = char.ToLowerInvariant(accessor[0]) + accessor[1..];
        return Has(lower) ? lower : null;
    }

    private static string Name(JsValue[] arguments) => arguments.Length > 0 ? TypeConverter.ToString(arguments[0]) : "";

    private static JsValue Text(string? text) => text is null ? JsValue.Null : JsString.Create(text);

    /// <summary>The fault for what Jint throws; null for what is not the script's doing.</summary>
    private static ActivityFaultException? Translate(Exception e) => e switch
    {
        ActivityFaultException fault => fault,
        TimeoutException or RegexMatchTimeoutException or StatementsCountOverflowException =>
            new("script-too-slow", string.Create(CultureInfo.InvariantCulture, $"Expected the script to end within {JavaScriptExpression.Time.TotalMilliseconds} ms but it did not.")),
        MemoryLimitExceededException or OutOfMemoryException =>
            new("script-too-big", "Expected the script to use at most 4 MB but it used more."),
        RecursionDepthOverflowException or InsufficientExecutionStackException =>
            new("script-too-deep", string.Create(CultureInfo.InvariantCulture, $"Expected calls nested at most {JavaScriptExpression.Recursion} deep but the script nests them deeper.")),
        JavaScriptException script => new("script-failed", $"Expected the script to run but it failed: {script.Message}"),
        JintException or InvalidOperationException or ArgumentException or NotSupportedException or NotImplementedException or InvalidCastException or FormatException or IndexOutOfRangeException or NullReferenceException or OverflowException =>
            new("script-failed", $"Expected the script to run but it failed: {e.Message}"),
        _ => null,
    };
}
