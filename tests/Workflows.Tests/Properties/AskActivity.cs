using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Tests.Properties;

/// <summary>Waits for a person; its outcomes stand in the definition.</summary>
public sealed class AskActivity : ActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new() { TypeName = "Test.Ask", Category = "Test", DisplayName = "Ask" };

    public override ImmutableArray<string> PortsOf(JsonObject activity) => [.. activity["answers"]!.AsArray().Select(a => a!.GetValue<string>())];

    public override ImmutableArray<ActivityResult> Foresee(CompiledActivity activity) => [Wait(activity)];

    public override ActivityResult Execute(ActivityContext context) => Wait(context.Activity);

    private static ActivityResult Wait(CompiledActivity activity) => ActivityResult.Wait(new TaskBookmark(new TaskOffer("Tester", null, activity.Ports)));
}
