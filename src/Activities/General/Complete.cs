using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>Ends its flowchart at once with outcomes of the author's choice, by which the flowchart around it goes on.</summary>
public sealed class Complete : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Complete",
        Category = Categories.Flow,
        DisplayName = "Selesai dengan hasil",
        Description = "Mengakhiri bagan alir dengan satu atau beberapa hasil; bagan di luarnya berlanjut melalui hasil itu.",
        IsTerminal = true,
        Ports = [],
        Inputs = [Inputs.Outcomes("Outcomes", "Hasil", "Nama hasil. Kosong berarti Done.") with { TypeName = "Object", UiHint = "outcome-picker" }],
    };

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context)
    {
        var outcomes = context.GetTexts("Outcomes");
        return ActivityResult.EndScope(outcomes.IsEmpty ? [PortDescriptor.Done.Name] : outcomes);
    }
}
