using System.Text.Json;
using System.Text.RegularExpressions;
using Acornima.Ast;
using Alur.Workflows.Definitions;
using Jint;

namespace Alur.Workflows.Expressions;

/// <summary>A script, parsed once. Each evaluation has an engine of its own, so nothing leaks from one to the next, and bounds that no script can get around.</summary>
internal sealed class JavaScriptExpression : CompiledExpression
{
    /// <summary>A script that took too long and did less than this gets a second chance: what it does would take a millisecond or two.</summary>
    private const int FewStatements = 2_000;

    private readonly Prepared<Script> script;
    private readonly ValueKind kind;
    private readonly ScriptLimits limits;

    private JavaScriptExpression(Prepared<Script> script, ValueKind kind, ScriptLimits limits)
    {
        this.script = script;
        this.kind = kind;
        this.limits = limits;
    }

    public override string Syntax => "JavaScript";

    /// <summary>Parses a script: an expression, or a body with <c>return</c>.</summary>
    public static JavaScriptExpression? TryParse(string code, ValueKind kind, out string? error, ScriptLimits? limits = null)
    {
        limits ??= ScriptLimits.Default;
        error = null;
        if (code.Length > limits.Source)
        {
            error = $"it has more than {limits.Source} characters";
            return null;
        }

        if (code.TrimStart().StartsWith('{') && TryPrepare($"({code}\n)", limits, out var literal) is null)
        {
            // An object literal: as a statement it would be a block.
            return new JavaScriptExpression(literal, kind, limits);
        }

        error = TryPrepare(code, limits, out var prepared);
        return error is null ? new JavaScriptExpression(prepared, kind, limits) : null;
    }

    public override JsonElement Evaluate(IExpressionScope scope)
    {
        var run = Evaluate(scope, out var value);
        if (!ValueConversion.TryConvert(value, kind, out var result))
        {
            throw new ActivityFaultException("wrong-type", $"Expected the script to give {ValueConversion.Describe(kind)} but it gave '{JsonReading.Shorten(value.GetRawText())}'.");
        }

        run.Apply();
        return result;
    }

    private ScriptRun Evaluate(IExpressionScope scope, out JsonElement value)
    {
        var run = new ScriptRun(scope, limits);
        try
        {
            value = run.Evaluate(script);
            return run;
        }
        catch (ActivityFaultException e) when (e.Code == Faults.SlowCode && run.Statements < FewStatements)
        {
            // Most likely the time went into compiling code that ran for the first time, or to other work on a busy machine. Nothing was applied yet.
            run = new ScriptRun(scope, limits);
            value = run.Evaluate(script);
            return run;
        }
    }

    private static string? TryPrepare(string code, ScriptLimits limits, out Prepared<Script> prepared)
    {
        try
        {
            prepared = Engine.PrepareScript(code, options: new ScriptPreparationOptions
            {
                ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true, RegexTimeout = limits.Time, CompileRegex = false },
                CollectReferencedGlobals = true,
            });
            return Unsupported(prepared.Program!, limits);
        }
        catch (Exception e) when (e is ScriptPreparationException or RegexParseException or InsufficientExecutionStackException)
        {
            prepared = default;
            return (e.InnerException ?? e).Message;
        }
    }

    /// <summary>Why a script that parses is refused all the same; null when it is not.</summary>
    private static string? Unsupported(Node program, ScriptLimits limits)
    {
        var pending = new Stack<Node>([program]);
        while (pending.TryPop(out var node))
        {
            switch (node)
            {
                case BigIntLiteral:
                    return "it uses BigInt, whose arithmetic cannot be bounded";
                case IClass { SuperClass: not null }:
                    return "it derives a class, whose construction cannot be bounded";
                case YieldExpression { Delegate: true }:
                    return "it uses yield*, whose depth cannot be bounded";
                case RegExpLiteral pattern when pattern.Raw.Length > limits.Pattern:
                    return $"it has a pattern of more than {limits.Pattern} characters";
            }

            foreach (var child in node.ChildNodes)
            {
                if (child is not null)
                {
                    pending.Push(child);
                }
            }
        }

        return null;
    }
}
