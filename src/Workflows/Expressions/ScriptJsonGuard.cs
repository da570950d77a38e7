using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Alur.Workflows.Expressions;

/// <summary><c>JSON.stringify</c> with its size watched: a list that holds one long text a thousand times is small until it is written out.</summary>
internal static class ScriptJsonGuard
{
    public static void Apply(Engine engine, ScriptLimits limits, ScriptBudget budget) =>
        ScriptSandbox.Replace(engine, (ObjectInstance)engine.Global.Get("JSON"), "stringify", (original, self, arguments) =>
            original.Call(self, [arguments.At(0), Counting(engine, arguments.At(1), limits, budget), arguments.At(2)]));

    /// <summary>A replacer that does what the script's own one would and adds up the length of the result.</summary>
    private static ClrFunction Counting(Engine engine, JsValue replacer, ScriptLimits limits, ScriptBudget budget)
    {
        var function = replacer as Function;
        var names = replacer is JsArray list ? list.Select(TypeConverter.ToString).ToHashSet(StringComparer.Ordinal) : null;
        long total = 0;
        return new ClrFunction(engine, "", (holder, arguments) =>
        {
            budget.Check();
            var key = TypeConverter.ToString(arguments.At(0));
            var value = function is null ? arguments.At(1) : function.Call(holder, arguments);
            if (names is not null && key.Length > 0 && holder is not JsArray && !names.Contains(key))
            {
                return JsValue.Undefined;
            }

            total += key.Length + (value is JsString text ? text.Length : 8);
            return total > limits.Text ? throw Faults.TextTooLong(limits) : value;
        });
    }
}
