using System.Collections.Immutable;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Activities.General;

/// <summary>Runs one of two activities that sit inside it, then goes on.</summary>
public sealed class If : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.If",
        Category = Categories.Branching,
        DisplayName = "Jika",
        Description = "Menjalankan aktivitas Maka bila syarat terpenuhi, Selain itu bila tidak.",
        IsContainer = true,
        Ports = [new("Then", "Maka", PortKind.Embedded), new("Else", "Selain itu", PortKind.Embedded), PortDescriptor.Done],
        Inputs = [Inputs.Condition("Ungkapan yang menghasilkan benar atau salah.")],
        Outputs = [new("Result", "Boolean", "Hasil", "Apakah syarat terpenuhi.")],
    };

    /// <summary>One branch or the other; an empty one is done at once.</summary>
    public override ImmutableArray<ActivityResult> Foresee(CompiledActivity activity) =>
        [.. activity.Scopes.Select(s => ActivityResult.Enter(s.Name)), .. activity.Scopes.Length < 2 ? [ActivityResult.Done] : ImmutableArray<ActivityResult>.Empty];

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context)
    {
        var holds = context.GetBoolean("Condition");
        context.SetOutput("Result", Values.Boolean(holds));
        var branch = holds ? "then" : "else";
        return context.Activity.ScopeNamed(branch) is null ? ActivityResult.Done : ActivityResult.Enter(branch);
    }

    /// <summary>A branch that is itself an end (<c>Elsa.End</c>, <c>Finish</c>, <c>Complete</c>) means the flowchart around the If: nobody writes one to end a single activity.</summary>
    public override ActivityResult ScopeDone(ActivityContext context, string scope, ImmutableArray<string> outcomes) =>
        context.Activity.ScopeNamed(scope)?.Start?.Type.Descriptor.IsTerminal == true ? ActivityResult.EndScope(outcomes) : ActivityResult.Done;
}
