using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>Ends its flowchart at once; what still waits in it is cancelled.</summary>
public sealed class End : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.End",
        Category = Categories.Flow,
        DisplayName = "Selesai",
        Description = "Mengakhiri bagan alir. Yang masih menunggu di dalamnya dibatalkan.",
        IsTerminal = true,
        Ports = [],
    };

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context) => ActivityResult.EndScope(PortDescriptor.Done.Name);
}
