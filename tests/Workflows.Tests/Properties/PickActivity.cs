using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Workflows.Tests.Properties;

/// <summary>Chooses at once, as a script does; the test says what.</summary>
public sealed class PickActivity : ActivityType
{
    [ThreadStatic]
    private static Func<CompiledActivity, string>? choose;

    public override ActivityDescriptor Descriptor { get; } = new() { TypeName = "Test.Pick", Category = "Test", DisplayName = "Pick" };

    /// <summary>Runs something with these choices.</summary>
    public static T With<T>(Func<CompiledActivity, string> choices, Func<T> run)
    {
        choose = choices;
        try
        {
            return run();
        }
        finally
        {
            choose = null;
        }
    }

    public override ImmutableArray<string> PortsOf(JsonObject activity) => [.. activity["answers"]!.AsArray().Select(a => a!.GetValue<string>())];

    public override ActivityResult Execute(ActivityContext context) => ActivityResult.Complete(choose!(context.Activity));
}
