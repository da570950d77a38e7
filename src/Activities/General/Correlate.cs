using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>Gives the running instance the business's own id, such as a case number.</summary>
public sealed class Correlate : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Correlate",
        Category = Categories.Primitives,
        DisplayName = "Beri nomor urusan",
        Description = "Mengaitkan proses yang sedang berjalan dengan nomor urusan di luar sistem.",
        Inputs = [Inputs.Text("CorrelationId", "Nomor urusan", "Misalnya nomor perkara atau nomor surat.")],
    };

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context)
    {
        context.Correlate(context.GetText("CorrelationId"));
        return ActivityResult.Done;
    }
}
