using System.Globalization;
using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;
using Fluid;
using Fluid.Values;

namespace Alur.Workflows.Expressions;

/// <summary>A Liquid template, parsed once; bounded in steps, recursion, time, memory and length.</summary>
internal sealed class LiquidExpression : CompiledExpression
{
    private static readonly ScriptLimits Limits = ScriptLimits.Default;

    private static readonly FluidParser Parser = CreateParser();

    private static readonly TemplateOptions Options = CreateOptions();

    private readonly IFluidTemplate template;
    private readonly ValueKind kind;

    private LiquidExpression(IFluidTemplate template, ValueKind kind)
    {
        this.template = template;
        this.kind = kind;
    }

    public override string Syntax => "Liquid";

    /// <summary>Parses a template.</summary>
    public static LiquidExpression? TryParse(string text, ValueKind kind, out string? error)
    {
        error = LiquidShape.Check(text);
        return error is null && Parser.TryParse(text, out var template, out error)
            ? new LiquidExpression(new LiquidRewriter(Limits.Items).VisitTemplate(template), kind)
            : null;
    }

    public override JsonElement Evaluate(IExpressionScope scope)
    {
        var text = Render(scope);
        return ValueConversion.TryConvert(Values.Text(text), kind, out var result)
            ? result
            : throw new ActivityFaultException("wrong-type", $"Expected the template to give {ValueConversion.Describe(kind)} but it gave '{JsonReading.Shorten(text)}'.");
    }

    private string Render(IExpressionScope scope)
    {
        var context = new LiquidContext(Options, Limits) { Now = () => scope.Now };
        context.SetValue("Variables", new LiquidNames(name => scope.TryGetVariable(name, out var value) ? value : null));
        context.SetValue("Input", new LiquidNames(name => scope.TryGetInput(name, out var value) ? value : null));
        context.SetValue("CorrelationId", Text(scope.CorrelationId));
        context.SetValue("WorkflowInstanceId", Text(scope.InstanceId));
        context.SetValue("WorkflowInstanceName", Text(scope.InstanceName));
        try
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            template.RenderAsync(writer, NullEncoder.Default, context).AsTask().GetAwaiter().GetResult();
            return writer.ToString();
        }
        catch (InvalidOperationException e) when (e.Message.StartsWith("The maximum level of recursion", StringComparison.Ordinal))
        {
            // Fluid says so of steps as well.
            throw Faults.TooSlow(Limits);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or InvalidCastException or DivideByZeroException
            or NullReferenceException or IndexOutOfRangeException or NotSupportedException or KeyNotFoundException or JsonException or TimeZoneNotFoundException)
        {
            throw Faults.Failed(e.Message);
        }
        catch (Exception e) when (e is OutOfMemoryException or InsufficientExecutionStackException)
        {
            throw Faults.TooBig(Limits);
        }
    }

    private static FluidValue Text(string? text) => text is null ? NilValue.Instance : new StringValue(text);

    /// <summary>Without the tags that read other files, of which there are none.</summary>
    private static FluidParser CreateParser()
    {
        var parser = new FluidParser(new FluidParserOptions { AllowLiquidTag = false, AllowFunctions = false });
        parser.RegisteredTags.Remove("include");
        parser.RegisteredTags.Remove("render");
        parser.RegisteredTags.Remove("from");
        return parser;
    }

    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions
        {
            MaxSteps = 10_000,
            MaxRecursion = 32,
            CultureInfo = CultureInfo.InvariantCulture,
            TimeZone = TimeZoneInfo.Utc,
            Assigned = (_, value, context) => new(((LiquidContext)context).Look(value)),
            Captured = (_, value, context) => new(((LiquidContext)context).Look(value)),
        };
        foreach (var (name, filter) in options.Filters.ToList())
        {
            options.Filters.AddFilter(name, async (input, arguments, context) =>
            {
                var watched = (LiquidContext)context;
                watched.LookAhead(name, input, arguments);
                return watched.Look(await filter(input, arguments, context));
            });
        }

        return options;
    }
}
