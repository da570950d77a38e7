using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>Marks where a flowchart starts.</summary>
public sealed class Start : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Start",
        Category = Categories.Flow,
        DisplayName = "Mulai",
        Description = "Menandai awal bagan alir.",
        IsStart = true,
    };

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context) => ActivityResult.Done;
}
