using System.Collections.Immutable;
using Alur.Workflows.Definitions;
using Alur.Workflows.Definitions.Soundness;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Tests.Properties;

/// <summary>Walks a counter-example on the real engine.</summary>
public sealed class CounterExample(CompiledWorkflow workflow)
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    public InstanceState State { get; private set; } = null!;

    public ImmutableArray<EngineEvent> LastEvents { get; private set; } = [];

    /// <summary>What is under way or waits.</summary>
    public int Size => State.Tokens.Length + State.Visits.Length;

    /// <summary>False when the trace ends between two scripts of one step, where the engine does not stop.</summary>
    public bool Start(ImmutableArray<TraceStep> trace)
    {
        var picks = trace.TakeWhile(s => s.Kind == TraceKind.Chosen).ToArray();
        return Take(null, new Stimulus.Start("i", Values.None), picks) && Continue(trace[picks.Length..]);
    }

    /// <summary>Goes on with more steps; the numbers of visits are those the trace says, or whatever waits when it is walked again.</summary>
    public bool Continue(ImmutableArray<TraceStep> trace, bool again = false)
    {
        for (var i = 0; i < trace.Length;)
        {
            var answer = trace[i];
            answer.Kind.ShouldBe(TraceKind.Answered);
            var visit = State.Visits.First(v => v.Status == VisitStatus.Waiting && v.Activity == answer.ActivityId && (again || v.Number == answer.Visit));
            Stimulus stimulus = visit.Bookmark is EventBookmark e
                ? new Stimulus.Publish(e.EventName, Values.Null)
                : new Stimulus.Answer(answer.ActivityId, visit.Number, answer.Outcomes.Single(), Values.Null);
            var picks = trace.Skip(i + 1).TakeWhile(s => s.Kind == TraceKind.Chosen).ToArray();
            if (!Take(State, stimulus, picks))
            {
                return false;
            }

            i += 1 + picks.Length;
        }

        return true;
    }

    private bool Take(InstanceState? from, Stimulus stimulus, TraceStep[] picks)
    {
        var at = 0;
        try
        {
            var result = PickActivity.With(
                activity =>
                {
                    if (at == picks.Length)
                    {
                        throw new EndOfTraceException();
                    }

                    picks[at].ActivityId.ShouldBe(activity.Id);
                    return picks[at++].Outcomes.Single();
                },
                () => Engine.Advance(workflow, from, stimulus, Now));
            at.ShouldBe(picks.Length);
            var step = result.ShouldBeOfType<AdvanceResult.Step>();
            State = step.State;
            LastEvents = step.Events;
            return true;
        }
        catch (EndOfTraceException)
        {
            return false;
        }
    }

    private sealed class EndOfTraceException : Exception;
}
