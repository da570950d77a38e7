using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>Runs activities one after another, in document order, whatever their outcome.</summary>
public sealed class Sequence : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Sequence",
        Category = Categories.Flow,
        DisplayName = "Urutan",
        Description = "Menjalankan aktivitas satu per satu menurut urutannya.",
        IsContainer = true,
    };

    /// <inheritdoc/>
    public override ImmutableArray<string> PortsOf(JsonObject activity) => NodeJson.PortsOfContainer(activity);

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context) => ActivityResult.Enter("activities");
}
