using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;
using Fluid;
using Fluid.Values;

namespace Alur.Workflows.Expressions;

/// <summary>A Liquid template, parsed once.</summary>
internal sealed class LiquidExpression : CompiledExpression
{
    private static readonly FluidParser Parser = new();

    private static readonly TemplateOptions Options = new() { MaxSteps = 10_000, MaxRecursion = 32, TimeZone = TimeZoneInfo.Utc };

    private readonly IFluidTemplate template;
    private readonly ValueKind kind;

    private LiquidExpression(IFluidTemplate template, ValueKind kind)
    {
        this.template = template;
        this.kind = kind;
    }

    public override string Syntax => "Liquid";

    /// <summary>Parses a template.</summary>
    public static LiquidExpression? TryParse(string text, ValueKind kind, out string? error) =>
        Parser.TryParse(text, out var template, out error) ? new LiquidExpression(template, kind) : null;

    public override JsonElement Evaluate(IExpressionScope scope)
    {
        var context = new TemplateContext(Options) { Now = () => scope.Now };
        var variables = new LiquidNames(name => scope.TryGetVariable(name, out var value) ? value : null);
        context.SetValue("Variables", variables);
        context.SetValue("Input", new LiquidNames(name => scope.TryGetInput(name, out var value) ? value : null));
        context.SetValue("CorrelationId", scope.CorrelationId ?? "");
        context.SetValue("WorkflowInstanceId", scope.InstanceId);
        context.SetValue("WorkflowInstanceName", scope.InstanceName ?? "");
        string text;
        try
        {
            text = template.Render(context);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw new ActivityFaultException("script-failed", $"Expected the template to render but it failed: {e.Message}");
        }

        return ValueConversion.TryConvert(Values.Text(text), kind, out var result)
            ? result
            : throw new ActivityFaultException("wrong-type", $"Expected the template to give {ValueConversion.Describe(kind)} but it gave '{JsonReading.Shorten(text)}'.");
    }
}
