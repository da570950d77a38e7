using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Alur.Workflows.Expressions;

/// <summary>What a script finds besides the language: Elsa's functions for variables, inputs and the instance.</summary>
internal static class ScriptGlobals
{
    public static void Install(Engine engine, ScriptMemory memory, IExpressionScope scope, IEnumerable<string>? referenced)
    {
        Function("getVariable", a => memory.Get(engine, Name(a)));
        Function("setVariable", a => memory.Set(Name(a), a.At(1)));
        Function("getInput", a => scope.TryGetInput(Name(a), out var value) ? ScriptValues.ToScript(engine, value) : JsValue.Null);
        Function("getWorkflowInstanceId", _ => JsString.Create(scope.InstanceId));
        Function("getCorrelationId", _ => Text(scope.CorrelationId));
        Function("getWorkflowInstanceName", _ => Text(scope.InstanceName));
        Function("isNullOrEmpty", a => IsEmpty(a.At(0), string.IsNullOrEmpty));
        Function("isNullOrWhiteSpace", a => IsEmpty(a.At(0), string.IsNullOrWhiteSpace));
        engine.Advanced.AddLazyGlobal("variables", e => new ScriptVariables(e, memory));
        foreach (var global in referenced ?? [])
        {
            if (global.Length <= 3)
            {
                continue;
            }

            if (global.StartsWith("get", StringComparison.Ordinal))
            {
                Getter(global, global[3..]);
            }
            else if (global.StartsWith("set", StringComparison.Ordinal) && VariableFor(memory, global[3..]) is { } target)
            {
                Function(global, a => memory.Set(target, a.At(0)));
            }
        }

        void Getter(string function, string accessor)
        {
            if (VariableFor(memory, accessor) is { } variable)
            {
                Function(function, _ => memory.Get(engine, variable));
            }
            else if (scope.TryGetInput(accessor, out var input))
            {
                Function(function, _ => ScriptValues.ToScript(engine, input));
            }
            else if (scope.DeclaresInput(accessor))
            {
                Function(function, _ => JsValue.Null);
            }
        }

        void Function(string name, Func<JsValue[], JsValue> body) => engine.Advanced.AddLazyGlobal(name, e => new ClrFunction(e, name, (_, arguments) => body(arguments)));
    }

    /// <summary>The variable behind <c>getX</c>: the one named X, or the one whose name begins with the same letter in lower case.</summary>
    private static string? VariableFor(ScriptMemory memory, string accessor)
    {
        if (memory.Has(accessor))
        {
            return accessor;
        }

        var lower = char.ToLowerInvariant(accessor[0]) + accessor[1..];
        return memory.Has(lower) ? lower : null;
    }

    private static string Name(JsValue[] arguments) => TypeConverter.ToString(arguments.At(0));

    private static JsValue Text(string? text) => text is null ? JsValue.Null : JsString.Create(text);

    private static JsBoolean IsEmpty(JsValue value, Predicate<string?> test) =>
        value.IsNull() || value.IsUndefined() || test(TypeConverter.ToString(value)) ? JsBoolean.True : JsBoolean.False;
}
