using System.Diagnostics;
using Fluid;
using Fluid.Values;

namespace Alur.Workflows.Expressions;

/// <summary>One rendering, with what it may use up.</summary>
internal sealed class LiquidContext : TemplateContext
{
    private readonly ScriptLimits limits;
    private readonly long wallTime;
    private readonly long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
    private readonly long start = Stopwatch.GetTimestamp();
    private long written;

    public LiquidContext(TemplateOptions options, ScriptLimits limits)
        : base(options)
    {
        this.limits = limits;
        wallTime = (long)(limits.WallTime.TotalSeconds * Stopwatch.Frequency);
    }

    /// <exception cref="ActivityFaultException">Time or memory is used up.</exception>
    public void Check()
    {
        if (Stopwatch.GetTimestamp() - start > wallTime)
        {
            throw Faults.TooSlow(limits);
        }

        if (GC.GetAllocatedBytesForCurrentThread() - allocatedBefore > limits.Memory)
        {
            throw Faults.TooBig(limits);
        }
    }

    /// <summary>Counts characters written, also into a capture.</summary>
    /// <exception cref="ActivityFaultException">There are too many.</exception>
    public void Write(int characters)
    {
        written += characters;
        if (written > limits.Text)
        {
            throw Faults.TextTooLong(limits);
        }

        Check();
    }

    /// <summary>Looks at a value that was made.</summary>
    /// <exception cref="ActivityFaultException">It is too long.</exception>
    public FluidValue Look(FluidValue value)
    {
        switch (value)
        {
            case StringValue text when text.ToStringValue().Length > limits.Text:
                throw Faults.TextTooLong(limits);
            case ArrayValue list when list.Values.Count > limits.Items:
                throw Faults.TooManyItems(limits);
            default:
                Check();
                return value;
        }
    }

    /// <summary>Looks at what a filter is about to do, where the result may be the product of what it is given.</summary>
    /// <exception cref="ActivityFaultException">The result could be too long.</exception>
    public void LookAhead(string filter, FluidValue input, FilterArguments arguments)
    {
        Check();
        double longest = 1;
        for (var i = 0; i < arguments.Count; i++)
        {
            longest = Math.Max(longest, arguments.At(i).ToStringValue().Length);
        }

        var size = input is ArrayValue list ? list.Values.Count : input.ToStringValue().Length;
        switch (filter)
        {
            case "replace" or "join" when size * longest > 4.0 * limits.Text:
                throw Faults.TextTooLong(limits);
            case "date" or "format_date" or "format_number" or "format_string" when longest > 200 || HasWidth(arguments):
                throw Faults.Failed($"the format given to '{filter}' is too wide");
        }

        // A list that holds one long text a thousand times is small until it is written out.
        if (input is ArrayValue items && filter is "join" or "json")
        {
            Sum(items, 0);
        }
    }

    private double Sum(FluidValue value, double sum)
    {
        sum = value is ArrayValue list ? list.Values.Aggregate(sum, (total, item) => Sum(item, total)) : sum + (value is StringValue text ? text.ToStringValue().Length : 8);
        return sum > limits.Text ? throw Faults.TextTooLong(limits) : sum;
    }

    /// <summary>True when a format asks for a width of three digits or more.</summary>
    private static bool HasWidth(FilterArguments arguments)
    {
        var format = arguments.Count > 0 ? arguments.At(0).ToStringValue() : "";
        for (var i = 0; i + 2 < format.Length; i++)
        {
            if (char.IsAsciiDigit(format[i]) && char.IsAsciiDigit(format[i + 1]) && char.IsAsciiDigit(format[i + 2]))
            {
                return true;
            }
        }

        return false;
    }
}
