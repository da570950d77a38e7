using System.Collections.Immutable;
using Alur.Workflows.Expressions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>Stimuli that wake a waiting visit: an answer, a due timer, a published event. Every precondition stands here.</summary>
internal static class Answers
{
    public static Rejection? Take(Run run, Stimulus.Answer answer)
    {
        var rejection = FindWaiting(run, answer.ActivityId, answer.Visit, out var visit);
        if (rejection is not null)
        {
            return rejection;
        }

        var context = run.ContextOf(visit!);
        var offered = visit!.Bookmark is TaskBookmark task ? task.Offer.Answers : context.Activity.Type.AnswersOf(context.Activity);
        if (!offered.Contains(answer.Outcome))
        {
            return Invalid("outcome", $"Expected one of {string.Join(", ", offered)} but got '{answer.Outcome}'.");
        }

        if (!Values.CanBeStored(answer.Data))
        {
            return NotStorable("data");
        }

        try
        {
            var errors = context.Activity.Type.Check(context, answer.Outcome, answer.Data);
            if (!errors.IsEmpty)
            {
                return new Rejection.Invalid($"Expected complete data for '{answer.ActivityId}' but {errors.Count} fields are wrong.", errors);
            }
        }
        catch (ActivityFaultException fault)
        {
            run.Fault(visit, fault);
            return null;
        }

        run.Resume(visit, context, answer.Outcome, answer.Data);
        return null;
    }

    public static Rejection? Take(Run run, Stimulus.TimerFired timer)
    {
        var rejection = FindWaiting(run, timer.ActivityId, timer.Visit, out var visit);
        if (rejection is not null)
        {
            return rejection;
        }

        if (visit!.Bookmark is not TimerBookmark bookmark)
        {
            return new Rejection.WrongState($"Expected '{timer.ActivityId}' to wait for a timer but it waits for something else.");
        }

        if (bookmark.DueAt > run.Now)
        {
            return new Rejection.WrongState($"Expected the timer of '{timer.ActivityId}' to be due but it is due at {bookmark.DueAt:O}.");
        }

        run.Resume(visit, run.ContextOf(visit), "Done", Values.Null);
        return null;
    }

    public static Rejection? Take(Run run, Stimulus.Publish publish)
    {
        if (!Values.CanBeStored(publish.Payload))
        {
            return NotStorable("payload");
        }

        var waiting = run.State.Visits.ToArray().Where(v => v.Bookmark is EventBookmark e && e.EventName == publish.EventName).ToImmutableArray();
        if (waiting.IsEmpty)
        {
            return new Rejection.WrongState($"Expected a visit that waits for the event '{publish.EventName}' but there is none.");
        }

        foreach (var visit in waiting)
        {
            // Resuming one may end the scope of another.
            if (run.State.Header.Status == InstanceStatus.Running && run.State.HasVisit(visit.Key))
            {
                run.Resume(visit, run.ContextOf(visit), "Done", publish.Payload);
            }
        }

        return null;
    }

    public static Rejection.Invalid NotStorable(string field) => Invalid(
        field,
        $"Expected a value that can be stored but it has half of a surrogate pair, a NUL character, or more than {Values.MaxDepth} levels.");

    private static Rejection? FindWaiting(Run run, string activity, int? number, out VisitState? visit)
    {
        visit = null;
        if (!run.Definition.ById.ContainsKey(activity))
        {
            return new Rejection.NotFound($"Expected an activity '{activity}' in the definition but there is none.");
        }

        foreach (var candidate in run.State.Visits)
        {
            if (candidate.Activity == activity && candidate.Status == VisitStatus.Waiting && (number is null || candidate.Number == number))
            {
                visit = candidate;
                return null;
            }
        }

        var latest = run.State.VisitsOf(activity);
        if (number is < 1 || number > latest)
        {
            return new Rejection.NotFound($"Expected visit {number} of '{activity}' but there were {latest}.");
        }

        return number < latest
            ? new Rejection.Stale($"Expected visit {number} of '{activity}' to wait but it is over; the latest visit is {latest}.")
            : new Rejection.WrongState($"Expected '{activity}' to wait but it does not.");
    }

    private static Rejection.Invalid Invalid(string field, string message) => new(message, ImmutableDictionary<string, string>.Empty.Add(field, message));
}
