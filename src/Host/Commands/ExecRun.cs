using System.Collections.Immutable;
using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Host.Commands;

/// <summary>Runs one instance in memory, giving it the prepared answers in their order.</summary>
/// <param name="workflow">What to run.</param>
/// <param name="now">Where its time starts. Time stands still, but for waits that end by time: answering one moves it to that moment.</param>
/// <param name="print">Told each line as it comes.</param>
internal sealed class ExecRun(CompiledWorkflow workflow, DateTimeOffset now, Action<JournalLine> print)
{
    private const string InstanceId = "exec";

    private InstanceState? state;

    /// <summary>What happened so far.</summary>
    public ExecJournal Journal { get; } = new(workflow);

    /// <summary>Open incidents.</summary>
    public ImmutableArray<IncidentState> Incidents => state?.Incidents ?? [];

    /// <summary>Whether the instance came to its end.</summary>
    public bool IsFinished => state?.Status == InstanceStatus.Finished;

    /// <summary>Says, for each answer whose activity is not in the definition, that it is not.</summary>
    public static IEnumerable<string> UnknownActivities(CompiledWorkflow workflow, IEnumerable<PreparedAnswer> answers) =>
        from answer in answers
        where Candidates(workflow, answer.Activity).Count == 0
        select $"Expected an activity of the definition in --answer {answer} but none has the id, name or display text '{answer.Activity}'.";

    /// <summary>Starts and answers until there is nothing more to give. Returns a sentence when an answer could not be given: the run stops there.</summary>
    public string? Run(ImmutableSortedDictionary<string, JsonElement> input, ImmutableArray<PreparedAnswer> answers)
    {
        if (Advance(new Stimulus.Start(InstanceId, input)) is { } refused) return refused;
        for (var i = 0; i < answers.Length; i++)
        {
            if (Give(answers[i]) is { } problem) return $"Answer {i + 1} ({answers[i]}) cannot be given: {problem}";
        }

        return null;
    }

    private string? Give(PreparedAnswer answer)
    {
        var candidates = Candidates(workflow, answer.Activity);
        var visit = Waiting().FirstOrDefault(waiting => candidates.Contains(waiting.Activity));
        if (visit is null) return $"{answer.Activity} is not waiting; {WhatWaits()}.";

        var outcomes = Journal.OutcomesOf(visit.Activity, visit.Bookmark!);
        if (!outcomes.Contains(answer.Outcome))
            return $"{answer.Activity} has no outcome '{answer.Outcome}'; it has {string.Join(", ", outcomes)}.";
        return Advance(StimulusFor(visit, answer));
    }

    private Stimulus StimulusFor(VisitState visit, PreparedAnswer answer)
    {
        switch (visit.Bookmark)
        {
            case TimerBookmark timer:
                if (timer.DueAt > now) now = timer.DueAt;
                return new Stimulus.TimerFired(visit.Activity, visit.Number);
            case EventBookmark awaited:
                return new Stimulus.Publish(awaited.EventName, answer.Data);
            default:
                return new Stimulus.Answer(visit.Activity, visit.Number, answer.Outcome, ExecPlaceholders.Fill(workflow.ById[visit.Activity].Type, answer));
        }
    }

    private string? Advance(Stimulus stimulus)
    {
        switch (Engine.Advance(workflow, state, stimulus, now))
        {
            case AdvanceResult.Rejected { Reason: Rejection.Invalid invalid }:
                return $"{invalid.Message} {string.Join("; ", invalid.Fields.OrderBy(field => field.Key).Select(field => $"{field.Key}: {field.Value}"))}";
            case AdvanceResult.Rejected rejected:
                return rejected.Reason.Message;
            case AdvanceResult.Step step:
                state = step.State;
                foreach (var happened in step.Events)
                {
                    if (Journal.Take(happened) is { } line) print(line);
                }

                return null;
            default:
                throw new InvalidOperationException("Expected a step or a rejection but the engine gave neither.");
        }
    }

    private IEnumerable<VisitState> Waiting() => state!.Visits.Where(visit => visit.Status == VisitStatus.Waiting);

    private string WhatWaits()
    {
        if (IsFinished) return "the workflow has finished";
        var waiting = Waiting().Select(visit => $"{visit.Activity} #{visit.Number}").ToArray();
        return waiting.Length == 0 ? "nothing waits" : $"waiting: {string.Join(", ", waiting)}";
    }

    // By id; if no activity has that id, by name; else by display text, which several may share.
    private static HashSet<string> Candidates(CompiledWorkflow workflow, string called)
    {
        if (workflow.ById.ContainsKey(called)) return [called];
        var named = workflow.Activities.Where(activity => activity.Name == called).Select(activity => activity.Id).ToHashSet();
        return named.Count > 0 ? named : workflow.Activities.Where(activity => activity.DisplayText == called).Select(activity => activity.Id).ToHashSet();
    }
}
