using System.Text.Json;
using Alur.Host.Storage.Rows;
using Alur.Workflows.Instances;

namespace Alur.Host.Storage.Verification;

/// <summary>Rebuilds one instance from its journal and compares everything stored about it. Pure.</summary>
public static class InstanceCheck
{
    /// <summary>What differs.</summary>
    /// <param name="stored">The instance as stored.</param>
    /// <returns>The differences; none when all agrees.</returns>
    public static IReadOnlyList<Difference> Differences(StoredInstance stored)
    {
        var found = new List<string>();
        CheckNumbering(stored, found);
        if (Rebuild(stored, found) is { } state)
        {
            CheckState(stored.Instance, state, found);
            CheckTicket(stored.Ticket, state, found);
            CheckTasks(stored, state, found);
            CheckTimers(stored, state, found);
        }

        CheckDeadlines(stored, found);
        return [.. found.Select(what => new Difference(stored.Instance.Id, stored.Ticket?.Number, what))];
    }

    private static void CheckNumbering(StoredInstance stored, List<string> found)
    {
        for (var i = 0; i < stored.Events.Count; i++)
        {
            if (stored.Events[i].Seq == i + 1) continue;
            found.Add($"Expected event {i + 1} next in the journal but found {stored.Events[i].Seq}.");
            return;
        }

        if (stored.Instance.LastEvent != stored.Events.Count)
            found.Add($"Expected last_event to be {stored.Events.Count}, the number of events, but it is {stored.Instance.LastEvent}.");
    }

    private static InstanceState? Rebuild(StoredInstance stored, List<string> found)
    {
        try
        {
            return StateBuilder.Rebuild(stored.Events
                .Where(row => !row.Kind.StartsWith(EventRow.HostPrefix, StringComparison.Ordinal))
                .Select(row => new RecordedEvent(row.At, EngineJson.ReadEvent(row.Data))));
        }
#pragma warning disable CA1031 // A journal may be damaged in any way; each way is a finding.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            found.Add($"Expected a journal from which the state can be rebuilt but: {failure.Message}");
            return null;
        }
    }

    private static void CheckState(InstanceRow row, InstanceState state, List<string> found)
    {
        var rebuilt = EngineJson.Write(state);
        if (Normalised(row.State) is not { } text) found.Add("Expected the stored state to be readable but it is not.");
        else if (text != rebuilt) found.Add($"Expected the stored state to be what the journal gives but {FirstDifference(rebuilt, text)}.");

        Compare("status", state.Status.ToString(), row.Status, found);
        Compare("sub_status", state.SubStatus.ToString(), row.SubStatus, found);
        Compare("definition_version_id", state.VersionId, row.DefinitionVersionId, found);
        Compare("definition_id", state.DefinitionId, row.DefinitionId, found);
        Compare("name", state.Name, row.Name, found);
        Compare("correlation_id", state.CorrelationId, row.CorrelationId, found);
        Compare("incident_count", state.Incidents.Length, row.IncidentCount, found);
        Compare("finished_at", state.FinishedAt, row.FinishedAt, found);
    }

    private static void CheckTicket(TicketRow? ticket, InstanceState state, List<string> found)
    {
        if (ticket is null) return;
        var expected = state.Status switch
        {
            InstanceStatus.Finished => TicketStatus.Closed,
            InstanceStatus.Cancelled => TicketStatus.Cancelled,
            _ => TicketStatus.Open,
        };
        Compare("the ticket's status", expected, ticket.Status, found);
    }

    private static void CheckTasks(StoredInstance stored, InstanceState state, List<string> found)
    {
        var waiting = state.Visits.Where(visit => visit is { Status: VisitStatus.Waiting, Bookmark: TaskBookmark }).Select(visit => (visit.Activity, visit.Number));
        var open = stored.Tasks.Where(IsOpen).Select(task => (task.ActivityId, task.Visit));
        ComparePairs("an open task", waiting, open, found);
    }

    private static void CheckTimers(StoredInstance stored, InstanceState state, List<string> found)
    {
        var waiting = state.Visits.Where(visit => visit is { Status: VisitStatus.Waiting, Bookmark: TimerBookmark }).Select(visit => (visit.Activity, visit.Number));
        var open = stored.Timers.Where(timer => timer.State is TimerState.Open or TimerState.Enqueued or TimerState.Quarantined).Select(timer => (timer.ActivityId, timer.Visit));
        ComparePairs("an open timer", waiting, open, found);
    }

    private static void CheckDeadlines(StoredInstance stored, List<string> found)
    {
        var open = stored.Tasks.Where(IsOpen).ToDictionary(task => task.Id);
        foreach (var deadline in stored.Deadlines.Where(deadline => deadline.TaskId is not null && IsOpen(deadline)))
        {
            if (!open.ContainsKey(deadline.TaskId!)) found.Add($"Expected no open deadline but {deadline.Kind} {deadline.Level} of the ended task {deadline.TaskId} is {deadline.State}.");
        }

        foreach (var task in open.Values.Where(task => task.DueAt is not null))
        {
            if (!stored.Deadlines.Any(deadline => deadline.TaskId == task.Id && deadline.Kind == DeadlineKind.Breach))
                found.Add($"Expected a deadline for the open task {task.Id}, which is due, but there is none.");
        }
        if (stored.Ticket is not { } ticket) return;
        CheckClock(stored, ClockKind.FirstResponse, ticket.FirstResponseAt is null && ticket.Status == TicketStatus.Open, ticket.FirstResponseDueAt, found);
        CheckClock(stored, ClockKind.Solution, ticket.Status == TicketStatus.Open, ticket.SolutionDueAt, found);
    }

    /// <summary>A clock that runs towards a due time has a deadline there; one that has stopped has none that could still take effect.</summary>
    private static void CheckClock(StoredInstance stored, ClockKind clock, bool isRunning, DateTimeOffset? dueAt, List<string> found)
    {
        var deadlines = stored.Deadlines.Where(deadline => deadline.Clock == clock).ToList();
        if (!isRunning && deadlines.Find(IsOpen) is { } left)
            found.Add($"Expected no open deadline of the clock {clock}, which has stopped, but {left.Kind} {left.Level} is {left.State}.");
        if (isRunning && dueAt is not null && !deadlines.Exists(deadline => deadline.Kind == DeadlineKind.Breach))
            found.Add($"Expected a deadline for the clock {clock}, which is due, but there is none.");
    }

    private static bool IsOpen(DeadlineRow deadline) => deadline.State is DeadlineState.Open or DeadlineState.Enqueued or DeadlineState.Quarantined;

    private static bool IsOpen(TaskRow task) => task.State is TaskState.Open or TaskState.Claimed;

    /// <summary>The stored text as this version writes it; a state of an older release may lack what was added since. Null when unreadable.</summary>
    private static string? Normalised(string json)
    {
        try
        {
            return EngineJson.Write(EngineJson.ReadState(json));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Compare<T>(string what, T expected, T stored, List<string> found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, stored)) found.Add($"Expected {what} to be {Show(expected)} but it is {Show(stored)}.");
    }

    private static void ComparePairs(string what, IEnumerable<(string Activity, int Visit)> expected, IEnumerable<(string Activity, int Visit)> stored, List<string> found)
    {
        var (wanted, present) = (expected.ToHashSet(), stored.ToHashSet());
        foreach (var (activity, visit) in wanted.Except(present)) found.Add($"Expected {what} for {activity}, visit {visit}, but there is none.");
        foreach (var (activity, visit) in present.Except(wanted)) found.Add($"Expected no wait at {activity}, visit {visit}, but there is {what}.");
    }

    private static string Show<T>(T value) => value is null ? "nothing" : $"'{value}'";

    private static string FirstDifference(string expected, string stored)
    {
        var at = 0;
        while (at < expected.Length && at < stored.Length && expected[at] == stored[at]) at++;
        return $"at character {at} expected …{Around(expected, at)}… and found …{Around(stored, at)}…";
    }

    private static string Around(string text, int at)
    {
        var from = Math.Max(0, at - 30);
        return text[from..Math.Min(text.Length, at + 50)];
    }
}
