using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>Goes on by all its branches at once.</summary>
public sealed class FlowFork : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.FlowFork",
        Category = Categories.Branching,
        DisplayName = "Cabang serentak",
        Description = "Membagi jalan menjadi beberapa cabang yang berjalan bersamaan.",
        Inputs = [Inputs.Outcomes("Branches", "Cabang", "Nama cabang; masing-masing menjadi jalan keluar.")],
    };

    /// <inheritdoc/>
    public override ImmutableArray<string> PortsOf(JsonObject activity) => NodeJson.PortsNamedBy(activity, "branches");

    /// <summary>All its branches; where a script names them, any of those in use.</summary>
    public override ImmutableArray<ActivityResult> Foresee(CompiledActivity activity) => NodeJson.LiteralTexts(activity.Json, "branches") is null
        ? [.. Outcomes.Subsets(activity.Ports).Select(s => ActivityResult.Complete(s))]
        : [ActivityResult.Complete(activity.Ports)];

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context)
    {
        var branches = context.GetTexts("Branches");
        return branches.IsEmpty ? ActivityResult.Done : ActivityResult.Complete([.. branches.Distinct(StringComparer.Ordinal)]);
    }
}
