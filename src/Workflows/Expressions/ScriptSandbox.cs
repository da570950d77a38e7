using System.Collections.Immutable;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace Alur.Workflows.Expressions;

/// <summary>
/// Narrows the JavaScript library to what can be bounded. Jint asks its constraints between statements; one call of a built-in function can do any amount of work in
/// between. So what nobody needs is taken away, and what can turn little input into much work is replaced by a version that watches its size.
/// </summary>
internal static class ScriptSandbox
{
    private static readonly HashSet<string> Kept =
    [
        "Infinity", "NaN", "undefined", "globalThis", "decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "isFinite", "isNaN", "parseFloat", "parseInt",
        "AggregateError", "Array", "Boolean", "Date", "Error", "EvalError", "Function", "Intl", "JSON", "Map", "Math", "Number", "Object", "Promise", "RangeError",
        "ReferenceError", "Reflect", "RegExp", "Set", "String", "Symbol", "SyntaxError", "TypeError", "URIError", "WeakMap", "WeakSet",
    ];

    /// <summary>Everything else that the library offers, also what later versions of it will.</summary>
    private static readonly ImmutableArray<JsValue> Removed = FindRemoved();

    public static void Apply(Engine engine, ScriptLimits limits, ScriptBudget budget)
    {
        // Chains of these go through each other natively, without a statement in between at which the stack could be looked at.
        var iterators = Prototype(engine, "Iterator");
        foreach (var name in iterators.GetOwnPropertyKeys().Where(k => k.IsString()))
        {
            iterators.Delete(name);
        }

        foreach (var name in Removed)
        {
            engine.Global.Delete(name);
        }

        ScriptTextGuards.Apply(engine, Prototype(engine, "String"), limits, budget);
        ScriptListGuards.Apply(engine, Prototype(engine, "Array"), limits, budget);
        ScriptPatternGuards.Apply(engine, limits, budget);
        ScriptJsonGuard.Apply(engine, limits, budget);
    }

    /// <summary>Replaces a method by one that may call the original.</summary>
    public static void Replace(Engine engine, ObjectInstance holder, string name, Func<Function, JsValue, JsValue[], JsValue> body)
    {
        var original = (Function)holder.Get(name);
        Define(engine, holder, name, (self, arguments) => body(original, self, arguments));
    }

    /// <summary>Puts a method in.</summary>
    public static void Define(Engine engine, ObjectInstance holder, string name, Func<JsValue, JsValue[], JsValue> body) =>
        holder.FastSetProperty(name, new PropertyDescriptor(new ClrFunction(engine, name, body), PropertyFlag.NonEnumerable));

    /// <summary>The argument at a place; undefined when it was not given.</summary>
    public static JsValue At(this JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;

    private static ObjectInstance Prototype(Engine engine, string name) => (ObjectInstance)((ObjectInstance)engine.Global.Get(name)).Get("prototype");

    private static ImmutableArray<JsValue> FindRemoved()
    {
        using var engine = new Engine();
        return [.. engine.Global.GetOwnPropertyKeys().Where(k => k.IsString() && !Kept.Contains(k.AsString()))];
    }
}
