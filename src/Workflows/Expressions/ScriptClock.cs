using System.Globalization;
using Jint.Runtime;

namespace Alur.Workflows.Expressions;

/// <summary>The moment of the step as what scripts take for the present. Time zone UTC: a script must give the same on every machine.</summary>
internal sealed class ScriptClock(DateTimeOffset now) : DefaultTimeSystem(TimeZoneInfo.Utc, CultureInfo.InvariantCulture)
{
    public override DateTimeOffset GetUtcNow() => now;
}
