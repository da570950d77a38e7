using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Alur.Workflows.Expressions;

/// <summary>Methods of texts that make much out of little, or search for a very long time.</summary>
internal static class ScriptTextGuards
{
    /// <summary>The most comparisons of characters that one search may need.</summary>
    private const long MaxWork = 1L << 28;

    public static void Apply(Engine engine, ObjectInstance prototype, ScriptLimits limits, ScriptBudget budget)
    {
        ScriptSandbox.Replace(engine, prototype, "repeat", (original, self, arguments) =>
        {
            var times = TypeConverter.ToIntegerOrInfinity(arguments.At(0));
            return Length(self) * Math.Max(times, 0) > limits.Text ? throw Faults.TextTooLong(limits) : original.Call(self, [JsNumber.Create(times)]);
        });
        foreach (var name in (ReadOnlySpan<string>)["padStart", "padEnd"])
        {
            ScriptSandbox.Replace(engine, prototype, name, (original, self, arguments) =>
                TypeConverter.ToIntegerOrInfinity(arguments.At(0)) > limits.Text ? throw Faults.TextTooLong(limits) : original.Call(self, arguments));
        }

        ScriptSandbox.Define(engine, prototype, "concat", (self, arguments) =>
        {
            var text = new StringBuilder(TypeConverter.ToString(self));
            foreach (var argument in arguments)
            {
                budget.Check();
                text.Append(TypeConverter.ToString(argument));
                if (text.Length > limits.Text)
                {
                    throw Faults.TextTooLong(limits);
                }
            }

            return JsString.Create(text.ToString());
        });
        foreach (var name in (ReadOnlySpan<string>)["indexOf", "lastIndexOf", "includes", "split"])
        {
            ScriptSandbox.Replace(engine, prototype, name, (original, self, arguments) => arguments.At(0) is JsString wanted && Length(self) * Length(wanted) > MaxWork
                ? throw Faults.TooSlow(limits)
                : original.Call(self, arguments));
        }

        foreach (var name in (ReadOnlySpan<string>)["replace", "replaceAll"])
        {
            ScriptSandbox.Replace(engine, prototype, name, (original, self, arguments) =>
            {
                if (arguments.At(0) is JsString wanted && Length(self) * Length(wanted) > MaxWork)
                {
                    throw Faults.TooSlow(limits);
                }

                return original.Call(self, [arguments.At(0), Replacer(engine, self, arguments.At(1), limits, budget)]);
            });
        }
    }

    /// <summary>A function that gives what the replacement would be and adds up how long the result gets.</summary>
    private static ClrFunction Replacer(Engine engine, JsValue self, JsValue replacement, ScriptLimits limits, ScriptBudget budget)
    {
        var total = Length(self);
        var function = replacement as Function;
        var template = function is null ? TypeConverter.ToString(replacement) : "";
        return new ClrFunction(engine, "", (_, match) =>
        {
            budget.Check();
            var text = function is null ? ReplacementTemplate.Expand(template, match, limits) : TypeConverter.ToString(function.Call(JsValue.Undefined, match));
            total += text.Length;
            return total > limits.Text ? throw Faults.TextTooLong(limits) : JsString.Create(text);
        });
    }

    private static double Length(JsValue value) => value is JsString text ? text.Length : TypeConverter.ToString(value).Length;
}
