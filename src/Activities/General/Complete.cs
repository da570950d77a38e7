using System.Collections.Immutable;
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

    /// <summary>Outcomes that a script names can be any of the ports of the chart that ends.</summary>
    public override ImmutableArray<ActivityResult> Foresee(CompiledActivity activity)
    {
        if (NodeJson.LiteralTexts(activity.Json, "outcomes") is { } outcomes)
        {
            return [ActivityResult.EndScope(outcomes.IsEmpty ? [PortDescriptor.Done.Name] : outcomes)];
        }

        // As a branch of an Elsa.If it ends the chart around the If, see If.ScopeDone.
        var owner = activity.Parent?.Owner;
        owner = owner?.Type is If ? owner.Parent?.Owner : owner;
        return [.. Outcomes.Subsets(owner?.Ports ?? [PortDescriptor.Done.Name]).Select(s => ActivityResult.EndScope(s))];
    }

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context)
    {
        var outcomes = context.GetTexts("Outcomes");
        return ActivityResult.EndScope(outcomes.IsEmpty ? [PortDescriptor.Done.Name] : outcomes);
    }
}
