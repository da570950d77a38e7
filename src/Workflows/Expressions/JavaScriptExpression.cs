using System.Text.Json;
using System.Text.RegularExpressions;
using Acornima.Ast;
using Alur.Workflows.Definitions;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace Alur.Workflows.Expressions;

/// <summary>A script, parsed once. Each evaluation has an engine of its own, so nothing leaks from one to the next, and bounds that no script can get around.</summary>
internal sealed class JavaScriptExpression : CompiledExpression
{
    /// <summary>How long one evaluation may take.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromMilliseconds(50);

    /// <summary>How many bytes one evaluation may allocate.</summary>
    public const int Memory = 4 * 1024 * 1024;

    /// <summary>How deep calls may nest.</summary>
    public const int Recursion = 64;

    private static readonly ScriptPreparationOptions Preparation = new()
    {
        ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true, RegexTimeout = Time },
        CollectReferencedGlobals = true,
    };

    private readonly Prepared<Script> script;
    private readonly ValueKind kind;

    private JavaScriptExpression(Prepared<Script> script, ValueKind kind)
    {
        this.script = script;
        this.kind = kind;
    }

    public override string Syntax => "JavaScript";

    /// <summary>Parses a script: an expression, or a body with <c>return</c>.</summary>
    public static JavaScriptExpression? TryParse(string code, ValueKind kind, out string? error)
    {
        error = null;
        if (code.TrimStart().StartsWith('{') && TryPrepare($"({code}\n)", out var literal) is null)
        {
            // An object literal: as a statement it would be a block.
            return new JavaScriptExpression(literal, kind);
        }

        error = TryPrepare(code, out var prepared);
        return error is null ? new JavaScriptExpression(prepared, kind) : null;
    }

    public override JsonElement Evaluate(IExpressionScope scope)
    {
        var run = new ScriptRun(scope);
        var value = run.Evaluate(script);
        if (!ValueConversion.TryConvert(value, kind, out var result))
        {
            throw new ActivityFaultException("wrong-type", $"Expected the script to give {ValueConversion.Describe(kind)} but it gave '{JsonReading.Shorten(value.GetRawText())}'.");
        }

        run.Apply();
        return result;
    }

    private static string? TryPrepare(string code, out Prepared<Script> prepared)
    {
        try
        {
            prepared = Engine.PrepareScript(code, options: Preparation);
            return null;
        }
        catch (Exception e) when (e is ScriptPreparationException or RegexParseException or InsufficientExecutionStackException)
        {
            prepared = default;
            return (e.InnerException ?? e).Message;
        }
    }
}
