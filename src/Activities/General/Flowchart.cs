using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>A flowchart inside a flowchart: runs as one visit, with a scope and variables of its own.</summary>
public sealed class Flowchart : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Flowchart",
        Category = Categories.Flow,
        DisplayName = "Bagan alir",
        Description = "Kumpulan aktivitas dan panah di antaranya.",
        IsContainer = true,
    };

    /// <inheritdoc/>
    public override ImmutableArray<string> PortsOf(JsonObject activity) => NodeJson.PortsOfContainer(activity);

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context) => ActivityResult.Enter("activities");
}
