using System.Globalization;

namespace Alur.Workflows.Expressions;

/// <summary>The faults that bounded evaluation ends with, each said in one place.</summary>
internal static class Faults
{
    public const string SlowCode = "script-too-slow";

    public static ActivityFaultException TooSlow(ScriptLimits limits) =>
        new(SlowCode, string.Create(CultureInfo.InvariantCulture, $"Expected the script to end within {limits.Time.TotalMilliseconds} ms but it did not."));

    public static ActivityFaultException TooBig(ScriptLimits limits) =>
        new("script-too-big", string.Create(CultureInfo.InvariantCulture, $"Expected the script to use at most {limits.Memory / 1024} kB but it used more."));

    public static ActivityFaultException TooDeep(ScriptLimits limits) =>
        new("script-too-deep", string.Create(CultureInfo.InvariantCulture, $"Expected calls nested at most {limits.Recursion} deep but the script nests them deeper."));

    public static ActivityFaultException TextTooLong(ScriptLimits limits) =>
        new("script-too-big", string.Create(CultureInfo.InvariantCulture, $"Expected texts of at most {limits.Text} characters but the script makes a longer one."));

    public static ActivityFaultException TooManyItems(ScriptLimits limits) =>
        new("script-too-big", string.Create(CultureInfo.InvariantCulture, $"Expected lists of at most {limits.Items} items but the script makes a longer one."));

    public static ActivityFaultException PatternTooLong(ScriptLimits limits) =>
        new("script-too-big", string.Create(CultureInfo.InvariantCulture, $"Expected patterns of at most {limits.Pattern} characters but the script makes a longer one."));

    public static ActivityFaultException Failed(string why) => new("script-failed", $"Expected the script to run but it failed: {why}");
}
