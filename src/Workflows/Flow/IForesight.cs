using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>
/// Stands in for the activities of a run that only explores what could happen. Tokens, merges and scopes are the engine's own, so that exploration and execution cannot differ.
/// </summary>
internal interface IForesight
{
    /// <summary>What a visit does that begins; null when there is a choice, and then the visit stays as it is, running.</summary>
    ActivityResult? Begin(CompiledActivity activity);

    /// <summary>A visit ends its scope; what else is in the scope is about to be cancelled.</summary>
    void Ends(Run run, VisitState by);
}
