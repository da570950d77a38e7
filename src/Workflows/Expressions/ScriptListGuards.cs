using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Alur.Workflows.Expressions;

/// <summary>Methods of lists that go into each item: joining (which also makes a list a text) and sorting.</summary>
internal static class ScriptListGuards
{
    public static void Apply(Engine engine, ObjectInstance prototype, ScriptLimits limits, ScriptBudget budget)
    {
        var depth = 0;

        ScriptSandbox.Define(engine, prototype, "join", (self, arguments) => Join(self, arguments.At(0).IsUndefined() ? "," : TypeConverter.ToString(arguments.At(0))));
        ScriptSandbox.Define(engine, prototype, "toLocaleString", (self, _) => Join(self, ","));
        foreach (var name in (ReadOnlySpan<string>)["sort", "toSorted"])
        {
            ScriptSandbox.Replace(engine, prototype, name, (original, self, arguments) =>
                original.Call(self, arguments.At(0).IsUndefined() ? [new ClrFunction(engine, "", (_, pair) => Compare(pair))] : arguments));
        }

        // The library flattens by calling itself for each level, without looking at the stack.
        ScriptSandbox.Replace(engine, prototype, "flat", (original, self, arguments) =>
            original.Call(self, [arguments.At(0).IsUndefined() ? JsNumber.Create(1) : JsNumber.Create(Math.Min(TypeConverter.ToIntegerOrInfinity(arguments.At(0)), limits.Recursion))]));

        JsString Join(JsValue self, string separator)
        {
            if (++depth > limits.Recursion)
            {
                throw Faults.TooDeep(limits);
            }

            try
            {
                return JsString.Create(Text(self as ObjectInstance ?? throw Faults.Failed("join needs a list"), separator));
            }
            finally
            {
                depth--;
            }
        }

        string Text(ObjectInstance list, string separator)
        {
            var length = TypeConverter.ToNumber(list.Get("length"));
            if (length > limits.Items)
            {
                throw Faults.TooManyItems(limits);
            }

            var text = new StringBuilder();
            for (var i = 0; i < length; i++)
            {
                budget.Check();
                text.Append(i == 0 ? "" : separator);
                var item = list.Get(JsNumber.Create(i));
                text.Append(item.IsNull() || item.IsUndefined() ? "" : TypeConverter.ToString(item));
                if (text.Length > limits.Text)
                {
                    throw Faults.TextTooLong(limits);
                }
            }

            return text.ToString();
        }

        JsNumber Compare(JsValue[] pair)
        {
            budget.Check();
            return JsNumber.Create(string.CompareOrdinal(TypeConverter.ToString(pair[0]), TypeConverter.ToString(pair[1])));
        }
    }
}
