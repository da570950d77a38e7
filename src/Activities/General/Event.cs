using System.Collections.Immutable;
using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Activities.General;

/// <summary>Waits until an event of that name is published to the instance.</summary>
public sealed class Event : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Event",
        Category = Categories.Waiting,
        DisplayName = "Tunggu peristiwa",
        Description = "Menunggu sampai peristiwa dengan nama itu dikabarkan lewat /api/tickets/{id}/events/{nama}.",
        Inputs = [Inputs.Text("EventName", "Nama peristiwa", "Nama peristiwa yang ditunggu; huruf besar dan kecil dibedakan.", required: true)],
        Outputs = [new("Result", "Object", "Isi", "Data yang dibawa peristiwa itu.")],
    };

    /// <summary>Visits that wait for the same event wake together; where a script names it, each is taken to wake by itself.</summary>
    public override ImmutableArray<ActivityResult> Foresee(CompiledActivity activity) =>
        [ActivityResult.Wait(NodeJson.LiteralTexts(activity.Json, "eventName") is [var name] ? new EventBookmark(name) : new TimerBookmark(default))];

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context) => context.GetText("EventName") is { Length: > 0 } name
        ? ActivityResult.Wait(new EventBookmark(name))
        : throw new ActivityFaultException("missing-input", "Expected the name of an event to wait for but it is empty.");

    /// <inheritdoc/>
    public override ActivityResult Resume(ActivityContext context, string outcome, JsonElement data)
    {
        context.SetOutput("Result", data);
        return ActivityResult.Done;
    }
}
