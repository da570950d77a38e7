using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace Alur.Workflows.Expressions;

/// <summary>
/// Patterns: making one from a very long text, and matching again and again inside one built-in call. A single match is bounded by Jint's own time limit for patterns.
/// </summary>
internal static class ScriptPatternGuards
{
    public static void Apply(Engine engine, ScriptLimits limits, ScriptBudget budget)
    {
        var original = (Constructor)engine.Global.Get("RegExp");
        var prototype = (ObjectInstance)original.Get("prototype");
        var guarded = new GuardedRegExp(engine, original, limits);
        guarded.DefineOwnProperty("prototype", new PropertyDescriptor(prototype, PropertyFlag.AllForbidden));
        prototype.FastSetProperty("constructor", new PropertyDescriptor(guarded, PropertyFlag.NonEnumerable));
        engine.Global.FastSetProperty("RegExp", new PropertyDescriptor(guarded, PropertyFlag.NonEnumerable));
        prototype.Delete("compile");

        // All of match, replace, search, split and test go through exec once it is not the library's own.
        ScriptSandbox.Replace(engine, prototype, "exec", (exec, self, arguments) =>
        {
            budget.Check();
            return exec.Call(self, arguments);
        });
        var text = (ObjectInstance)((ObjectInstance)engine.Global.Get("String")).Get("prototype");
        foreach (var name in (ReadOnlySpan<string>)["match", "matchAll", "search"])
        {
            ScriptSandbox.Replace(engine, text, name, (method, self, arguments) =>
            {
                Check(arguments, limits);
                return method.Call(self, arguments);
            });
        }
    }

    private static void Check(JsValue[] arguments, ScriptLimits limits)
    {
        if (arguments.At(0) is not ObjectInstance && !arguments.At(0).IsUndefined() && TypeConverter.ToString(arguments.At(0)).Length > limits.Pattern)
        {
            throw Faults.PatternTooLong(limits);
        }
    }

    /// <summary>The constructor of patterns, with a bound on their length.</summary>
    private sealed class GuardedRegExp(Engine engine, Constructor original, ScriptLimits limits) : Constructor(engine, "RegExp")
    {
        public override ObjectInstance Construct(JsValue[] arguments, JsValue newTarget) => Checked(arguments) is var safe ? original.Construct(safe, original) : null!;

        protected override JsValue Call(JsValue thisObject, JsValue[] arguments) => original.Construct(Checked(arguments), original);

        /// <summary>An object that is not a pattern would be made a text after the check; so it is made one here.</summary>
        private JsValue[] Checked(JsValue[] arguments)
        {
            if (arguments.At(0) is ObjectInstance and not JsRegExp)
            {
                arguments = [JsString.Create(TypeConverter.ToString(arguments[0])), arguments.At(1)];
            }

            Check(arguments, limits);
            return arguments;
        }
    }
}
