using System.Collections.Immutable;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Definitions.Soundness;

/// <summary>A state of the exploration: a state of the engine in which nothing moves until somebody decides.</summary>
/// <param name="State">The engine's state. Data in it mean nothing.</param>
/// <param name="IsPaused">True when it could move on by itself and was only interrupted, so that a loop without any decision is a loop of positions too.</param>
internal sealed record Position(InstanceState State, bool IsPaused)
{
    public bool IsFinished => State.Status == InstanceStatus.Finished;

    /// <summary>The visit that has begun and must choose how it goes on; null when everything waits.</summary>
    public VisitState? Undecided
    {
        get
        {
            foreach (var visit in State.Visits)
            {
                if (visit.Status == VisitStatus.Running && !State.Scopes.Any(s => s.Owner == visit.Key))
                {
                    return visit;
                }
            }

            return null;
        }
    }
}

/// <summary>A decision in a position: a visit goes on by one of its options.</summary>
/// <param name="Visit">Key of the visit; 0 to go on from a pause.</param>
/// <param name="Activity">Index of its activity; -1 for a pause.</param>
/// <param name="Option">Which of the ways it may go on.</param>
internal readonly record struct Move(int Visit, int Activity, int Option)
{
    public static Move Resume { get; } = new(0, -1, 0);
}

/// <summary>What happened between two positions, besides the change of state.</summary>
/// <param name="To">The position after it.</param>
/// <param name="Visited">Indexes of the activities that began a visit.</param>
/// <param name="Cuts">End activities and what they cut off.</param>
internal readonly record struct Passage(Position To, ImmutableArray<int> Visited, ImmutableArray<Cut> Cuts);

/// <summary>An end activity ended its scope while other things were under way there.</summary>
internal readonly record struct Cut(string By, ImmutableArray<string> Lost);
