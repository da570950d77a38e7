using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>Names the running instance.</summary>
public sealed class SetName : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.SetName",
        Category = Categories.Primitives,
        DisplayName = "Beri nama",
        Description = "Memberi nama kepada proses yang sedang berjalan.",
        Inputs = [Inputs.Text("Value", "Nama", "Nama prosesnya.")],
    };

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context)
    {
        context.SetInstanceName(context.GetText("Value"));
        return ActivityResult.Done;
    }
}
