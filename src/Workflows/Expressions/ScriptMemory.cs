using System.Text.Json;
using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace Alur.Workflows.Expressions;

/// <summary>
/// The variables as one script sees them. What it sets is seen by itself at once and by the instance at the end. Lists and objects it has read are the same ones each
/// time it reads them, and count as set when it has changed them: <c>variables.Names.push("x")</c> does what it looks like, as in Elsa.
/// </summary>
internal sealed class ScriptMemory(IExpressionScope scope)
{
    private readonly Dictionary<string, JsonElement> written = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly Dictionary<string, (ObjectInstance Live, JsonElement Original)> read = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => scope.VariableNames.Concat(order).Distinct(StringComparer.Ordinal);

    public bool Has(string name) => written.ContainsKey(name) || scope.TryGetVariable(name, out _);

    public JsValue Get(Engine engine, string name)
    {
        if (read.TryGetValue(name, out var known))
        {
            return known.Live;
        }

        if (!written.TryGetValue(name, out var value) && !scope.TryGetVariable(name, out value))
        {
            return JsValue.Null;
        }

        var result = ScriptValues.ToScript(engine, value);
        if (result is ObjectInstance live)
        {
            read.Add(name, (live, value));
        }

        return result;
    }

    public JsValue Set(string name, JsValue value)
    {
        Write(name, ScriptValues.ToJson(value));
        read.Remove(name);
        return JsValue.Undefined;
    }

    /// <summary>Takes note of lists and objects that were changed in place.</summary>
    public void Collect(Engine engine)
    {
        foreach (var (name, (live, original)) in read)
        {
            // Compared as a script would write it back: a number that it cannot hold to the last digit was not changed by being read.
            var now = ScriptValues.ToJson(live);
            if (now.GetRawText() != ScriptValues.ToJson(ScriptValues.ToScript(engine, original)).GetRawText())
            {
                Write(name, now);
            }
        }
    }

    public void Apply()
    {
        foreach (var name in order)
        {
            scope.SetVariable(name, written[name]);
        }
    }

    private void Write(string name, JsonElement value)
    {
        // Held at once, so that a script reads what the variable will hold, and one wrong value leaves all of them as they were.
        var held = scope.Hold(name, value);
        if (!written.ContainsKey(name))
        {
            order.Add(name);
        }

        written[name] = held;
    }
}
