using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>Goes on by <c>True</c> or <c>False</c>.</summary>
public sealed class FlowDecision : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.FlowDecision",
        Category = Categories.Branching,
        DisplayName = "Keputusan",
        Description = "Memilih jalan menurut syarat benar atau salah.",
        Ports = [new("True", "Benar"), new("False", "Salah")],
        Inputs = [Inputs.Condition("Ungkapan yang menghasilkan benar atau salah.")],
    };

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context) => ActivityResult.Complete(context.GetBoolean("Condition") ? "True" : "False");
}
