using System.Collections.Immutable;
using Alur.Workflows.Flow;

namespace Alur.Workflows.Migration;

/// <summary>Why an instance cannot move, or a mapping cannot be used.</summary>
/// <param name="Code">
/// Stable slug. Of a mapping: <c>other-definition</c>, <c>same-version</c>, <c>unknown-source</c>, <c>unknown-target</c>, <c>same-target</c>. Of an instance: <c>not-running</c>,
/// <c>other-version</c>, <c>no-place</c>, <c>other-scope</c>, <c>other-type</c>, <c>other-wait</c>, <c>cannot-wait</c>, <c>target-visited</c>, <c>no-connection</c>,
/// <c>variable-gone</c>, <c>variable-type</c>, <c>would-stop</c>. A public contract.
/// </param>
/// <param name="ActivityId">The activity it concerns, by its id in the source; null for none.</param>
/// <param name="Visit">Number of the visit it concerns; null for none.</param>
/// <param name="Name">What else it is about: a target, a variable, a port; null for nothing.</param>
/// <param name="Message">A sentence, "Expected … but …".</param>
public sealed record MigrationObstacle(string Code, string? ActivityId, int? Visit, string? Name, string Message);

/// <summary>What became of an instance that was to move.</summary>
public abstract record MigrationResult
{
    private MigrationResult()
    {
    }

    /// <summary>It moved.</summary>
    /// <param name="Step">State, events and effects, as of any step.</param>
    public sealed record Moved(AdvanceResult.Step Step) : MigrationResult;

    /// <summary>It stays where it is; nothing changed.</summary>
    /// <param name="Obstacles">All that stands against it, as far as can be told at once.</param>
    public sealed record Refused(ImmutableArray<MigrationObstacle> Obstacles) : MigrationResult;
}
