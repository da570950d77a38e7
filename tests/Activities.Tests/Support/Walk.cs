using System.Collections.Immutable;
using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Activities.Tests.Support;

/// <summary>Drives one instance through the engine and remembers what happened.</summary>
internal sealed class Walk
{
    private readonly CompiledWorkflow definition;
    private readonly List<RecordedEvent> journal = [];

    private Walk(CompiledWorkflow definition) => this.definition = definition;

    public DateTimeOffset Now { get; set; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.FromHours(7));

    public InstanceState State { get; private set; } = null!;

    public ImmutableArray<Effect> Effects { get; private set; } = [];

    public IEnumerable<EngineEvent> Events => journal.Select(r => r.Event);

    public IEnumerable<string> Lines => Events.OfType<LineWritten>().Select(e => e.Text);

    /// <summary>Ids of the activities that wait, in the order in which they began.</summary>
    public IEnumerable<string> Waiting => State.Visits.Where(v => v.Status == VisitStatus.Waiting).Select(v => v.Activity);

    /// <summary>Every arrow that carried a token, as <c>from:port>to</c>.</summary>
    public IEnumerable<string> Arrows => Events.OfType<ActivityCompleted>().SelectMany(e => e.Tokens).Select(t => $"{t.From}:{t.Port}>{t.To}");

    public static Walk Start(CompiledWorkflow definition, params (string Name, JsonElement Value)[] input)
    {
        var walk = new Walk(definition);
        walk.Take(new Stimulus.Start("i-1", input.ToImmutableSortedDictionary(i => i.Name, i => i.Value, StringComparer.Ordinal)));
        return walk;
    }

    public TaskOffer Offer(string activity) => ((TaskBookmark)State.Visits.Single(v => v.Activity == activity && v.Status == VisitStatus.Waiting).Bookmark!).Offer;

    public Walk Answer(string activity, string outcome, string data = "null") => Take(new Stimulus.Answer(activity, null, outcome, Values.Parse(data)));

    public Walk Take(Stimulus stimulus)
    {
        var step = Engine.Advance(definition, State, stimulus, Now).ShouldBeOfType<AdvanceResult.Step>();
        journal.AddRange(step.Events.Select(e => new RecordedEvent(Now, e)));
        State = step.State;
        Effects = step.Effects;
        return this;
    }

    public Rejection Refused(Stimulus stimulus) => Engine.Advance(definition, State, stimulus, Now).ShouldBeOfType<AdvanceResult.Rejected>().Reason;

    public ImmutableDictionary<string, string> Wrong(string activity, string outcome, string data = "null") =>
        Refused(new Stimulus.Answer(activity, null, outcome, Values.Parse(data))).ShouldBeOfType<Rejection.Invalid>().Fields;

    public string? Variable(string id) => State.Scopes.Where(s => s.Variables.ContainsKey(id)).Select(s => Values.Show(s.Variables[id])).FirstOrDefault();
}
