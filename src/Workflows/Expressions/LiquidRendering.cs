using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fluid;

namespace Alur.Workflows.Expressions;

/// <summary>Parses and renders Liquid within bounds: steps, recursion, time, memory and length.</summary>
internal static class LiquidRendering
{
    public static readonly ScriptLimits Limits = ScriptLimits.Default;

    private static readonly FluidParser Parser = CreateParser();

    private static readonly TemplateOptions Options = CreateOptions();

    /// <summary>Parses a template; null with an error when it is none.</summary>
    public static IFluidTemplate? TryParse(string text, out string? error)
    {
        error = LiquidShape.Check(text);
        return error is null && Parser.TryParse(text, out var template, out error) ? new LiquidRewriter(Limits.Items).VisitTemplate(template) : null;
    }

    /// <summary>Renders a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="encoder">Encodes values that are written.</param>
    /// <param name="now">What the template sees as "now".</param>
    /// <param name="fill">Gives the template its names.</param>
    /// <exception cref="ActivityFaultException">It fails or goes beyond a bound.</exception>
    public static string Render(IFluidTemplate template, TextEncoder encoder, DateTimeOffset now, Action<TemplateContext> fill)
    {
        var context = new LiquidContext(Options, Limits) { Now = () => now };
        fill(context);
        try
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            template.RenderAsync(writer, encoder, context).AsTask().GetAwaiter().GetResult();
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
