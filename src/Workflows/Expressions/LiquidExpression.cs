using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;
using Fluid;
using Fluid.Values;

namespace Alur.Workflows.Expressions;

/// <summary>A Liquid template as an expression of a definition, parsed once and bounded.</summary>
internal sealed class LiquidExpression : CompiledExpression
{
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
        LiquidRendering.TryParse(text, out error) is { } template ? new LiquidExpression(template, kind) : null;

    public override JsonElement Evaluate(IExpressionScope scope)
    {
        var text = LiquidRendering.Render(template, NullEncoder.Default, scope.Now, context =>
        {
            context.SetValue("Variables", new LiquidNames(name => scope.TryGetVariable(name, out var value) ? value : null));
            context.SetValue("Input", new LiquidNames(name => scope.TryGetInput(name, out var value) ? value : null));
            context.SetValue("CorrelationId", Text(scope.CorrelationId));
            context.SetValue("WorkflowInstanceId", Text(scope.InstanceId));
            context.SetValue("WorkflowInstanceName", Text(scope.InstanceName));
        });
        return ValueConversion.TryConvert(Values.Text(ScriptValues.Storable(text)), kind, out var result)
            ? result
            : throw new ActivityFaultException("wrong-type", $"Expected the template to give {ValueConversion.Describe(kind)} but it gave '{JsonReading.Shorten(text)}'.");
    }

    private static FluidValue Text(string? text) => text is null ? NilValue.Instance : new StringValue(text);
}
