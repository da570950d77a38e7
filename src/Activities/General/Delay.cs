using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Activities.General;

/// <summary>Waits for a length of time by the calendar on the wall (not in working time).</summary>
public sealed class Delay : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Delay",
        Category = Categories.Waiting,
        DisplayName = "Tunda",
        Description = "Menunggu selama waktu tertentu, siang dan malam, sebelum berlanjut.",
        Inputs = [Inputs.Duration("TimeSpan", "Lama", "Lama menunggu, jj:mm:dd atau h.jj:mm:dd. Nol berarti langsung berlanjut.", required: true)],
    };

    /// <summary>No time at all is no wait, and a script may give either.</summary>
    public override ImmutableArray<ActivityResult> Foresee(CompiledActivity activity) =>
        NodeJson.LiteralTexts(activity.Json, "timeSpan") is [var text] && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var wait)
            ? [wait > TimeSpan.Zero ? ActivityResult.Wait(new TimerBookmark(default)) : ActivityResult.Done]
            : [ActivityResult.Wait(new TimerBookmark(default)), ActivityResult.Done];

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context)
    {
        var wait = context.GetDuration("TimeSpan") ?? TimeSpan.Zero;
        if (wait <= TimeSpan.Zero)
        {
            return ActivityResult.Done;
        }

        if (wait > DateTimeOffset.MaxValue - context.Now)
        {
            throw new ActivityFaultException("out-of-range", $"Expected a delay that ends before the year 10000 but it is {wait}.");
        }

        return ActivityResult.Wait(new TimerBookmark(context.Now + wait));
    }

    /// <inheritdoc/>
    public override ActivityResult Resume(ActivityContext context, string outcome, JsonElement data) => ActivityResult.Done;
}
