using System.Text;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Tests.Properties;

/// <summary>
/// Every run of a small chart on the real engine, by brute force: all answers in all states, all choices of all scripts. It shares nothing with the soundness check but the engine.
/// </summary>
public sealed class Exhaustive
{
    private const int MaxStates = 300;
    private const int MaxSize = 12;
    private const int MaxChoicesInOneStep = 6;
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    private readonly CompiledWorkflow workflow;
    private readonly Dictionary<string, int> known = [];
    private readonly List<InstanceState> states = [];
    private readonly List<List<int>> next = [];

    public Exhaustive(CompiledWorkflow workflow, InstanceState? from = null)
    {
        this.workflow = workflow;
        if (from is not null)
        {
            Add(from);
        }
        else
        {
            foreach (var state in Advance(workflow, null, new Stimulus.Start("i", Values.None)))
            {
                Add(state);
            }
        }

        for (var at = 0; at < states.Count && IsWhole; at++)
        {
            var follows = new List<int>();
            next.Add(follows);
            if (!states[at].Incidents.IsEmpty)
            {
                continue;
            }

            // Whatever grows to this would grow on.
            if (states[at].Tokens.Length + states[at].Visits.Length > MaxSize)
            {
                IsWhole = false;
                break;
            }

            foreach (var stimulus in Stimuli(states[at]).TakeWhile(_ => IsWhole))
            {
                follows.AddRange(Advance(workflow, states[at], stimulus).Select(Add));
            }

            IsWhole &= states.Count <= MaxStates;
        }
    }

    /// <summary>False when there was too much of it to look at all.</summary>
    public bool IsWhole { get; private set; } = true;

    public HashSet<string> Visited { get; } = [];

    /// <summary>Codes and activities of all incidents.</summary>
    public HashSet<(string Code, string Activity)> Incidents { get; } = [];

    /// <summary>True when every state can come to the end.</summary>
    public bool CanAlwaysFinish()
    {
        var ends = states.Select(s => s.Status == InstanceStatus.Finished).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 0; i < next.Count; i++)
            {
                if (!ends[i] && next[i].Exists(n => ends[n]))
                {
                    ends[i] = changed = true;
                }
            }
        }

        return ends.All(e => e);
    }

    public bool CanFinishAtAll() => states.Exists(s => s.Status == InstanceStatus.Finished);

    public static IEnumerable<Stimulus> Stimuli(InstanceState state)
    {
        foreach (var visit in state.Visits.Where(v => v.Status == VisitStatus.Waiting))
        {
            switch (visit.Bookmark)
            {
                case TaskBookmark task:
                    foreach (var outcome in task.Offer.Answers)
                    {
                        yield return new Stimulus.Answer(visit.Activity, visit.Number, outcome, Values.Null);
                    }

                    break;
                case EventBookmark e:
                    yield return new Stimulus.Publish(e.EventName, Values.Null);
                    break;
                default:
                    throw new InvalidOperationException(visit.ToString());
            }
        }
    }

    /// <summary>All states one stimulus may lead to, by all choices of scripts on the way.</summary>
    private List<InstanceState> Advance(CompiledWorkflow definition, InstanceState? from, Stimulus stimulus)
    {
        var results = new List<InstanceState>();
        var pending = new Stack<string[]>([[]]);
        while (IsWhole && pending.TryPop(out var choices))
        {
            var asked = 0;
            AdvanceResult result;
            try
            {
                result = PickActivity.With(
                    activity =>
                    {
                        if (asked < choices.Length)
                        {
                            return choices[asked++];
                        }

                        if (asked++ >= MaxChoicesInOneStep)
                        {
                            throw new TooManyChoicesException();
                        }

                        // The first option now; the others later, from the start of the step. Every script here calls its first option the same.
                        var first = activity.Ports[0];
                        foreach (var other in activity.Ports.Skip(1))
                        {
                            pending.Push([.. choices, .. Enumerable.Repeat(first, asked - 1 - choices.Length), other]);
                        }

                        return first;
                    },
                    () => Engine.Advance(definition, from, stimulus, Now));
            }
            catch (TooManyChoicesException)
            {
                IsWhole = false;
                continue;
            }

            var step = result.ShouldBeOfType<AdvanceResult.Step>();
            foreach (var e in step.Events)
            {
                if (e is ActivityStarted started)
                {
                    Visited.Add(started.Activity);
                }
            }

            foreach (var incident in step.State.Incidents)
            {
                Incidents.Add((incident.Code, incident.Activity));

                // The engine stops a loop without a wait only after ten thousand visits: once is enough.
                IsWhole &= incident.Code != "runaway-loop";
            }

            results.Add(step.State);
        }

        return results;
    }

    private int Add(InstanceState state)
    {
        var key = Key(state);
        if (known.TryGetValue(key, out var at))
        {
            return at;
        }

        known.Add(key, states.Count);
        states.Add(state);
        return states.Count - 1;
    }

    /// <summary>Everything but names of things: keys are counted anew, numbers of visits and times left out. No other thing is taken for the same.</summary>
    private static string Key(InstanceState state)
    {
        if (state.Status == InstanceStatus.Finished)
        {
            return "finished";
        }

        var names = new Dictionary<int, int>();
        int Name(int key) => names.TryGetValue(key, out var name) ? name : names[key] = names.Count;
        var text = new StringBuilder();
        foreach (var scope in state.Scopes)
        {
            text.Append('s').Append(Name(scope.Key)).Append(scope.Name).Append(scope.Owner is { } owner ? Name(owner) : -1);
        }

        foreach (var visit in state.Visits)
        {
            text.Append('v').Append(Name(visit.Key)).Append(visit.Activity).Append(visit.Status).Append(Name(visit.Scope));
        }

        foreach (var token in state.Tokens)
        {
            text.Append('t').Append(token.From).Append(token.Port).Append(token.To).Append(Name(token.Scope));
        }

        foreach (var incident in state.Incidents)
        {
            text.Append('i').Append(incident.Code).Append(incident.Activity);
        }

        return text.ToString();
    }

    private sealed class TooManyChoicesException : Exception;
}
