using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>Writes a line into the instance's journal. Elsa writes it to the console; here a host runs many instances and the journal is where people look.</summary>
public sealed class WriteLine : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.WriteLine",
        Category = Categories.Primitives,
        DisplayName = "Tulis baris",
        Description = "Menulis satu baris ke dalam jurnal proses.",
        Inputs = [Inputs.Text("Text", "Teks", "Isi barisnya.")],
    };

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context)
    {
        context.WriteLine(context.GetText("Text") ?? "");
        return ActivityResult.Done;
    }
}
