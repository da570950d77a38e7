using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>The same as <see cref="End"/>, under the name that older definitions use.</summary>
public sealed class Finish : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Finish",
        Category = Categories.Flow,
        DisplayName = "Tuntas",
        Description = "Mengakhiri bagan alir, sama seperti Selesai.",
        IsTerminal = true,
        Ports = [],
    };

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context) => ActivityResult.EndScope(PortDescriptor.Done.Name);
}
