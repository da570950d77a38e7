using System.Text.Json;
using Alur.Host.Sla.Accountability;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Alur.Workflows.Instances;

namespace Alur.Host.Features.Ledger;

/// <summary>
/// Reads from a ticket's journal what waited for whom and when. The journal is never rewritten, so neither is the account of a time that is over. Only what it
/// does not say, who a step was given to when it opened, is taken from the line that tells who held it before, or from the task itself.
/// </summary>
internal sealed class LedgerHistory
{
    private const string Waiting = "activity.waiting";
    private const string Completed = "activity.completed";
    private const string Faulted = "activity.faulted";
    private const string Cancelled = "activity.cancelled";

    /// <summary>Kinds of journal lines that it reads.</summary>
    public static readonly string[] Kinds =
    [
        Waiting, Completed, Faulted, Cancelled, JournalVersions.Migrated, TicketEvents.Claimed, TicketEvents.Released, TicketEvents.Assigned, TicketEvents.HandedOver,
        TicketEvents.Paused, TicketEvents.Resumed,
    ];

    private readonly List<Life> _lives = [];
    private readonly Dictionary<(string Activity, int Visit), Life> _open = [];

    /// <summary>The turns of a ticket, in the order in which their steps opened.</summary>
    /// <param name="events">Its journal, as far as <see cref="Kinds"/> go, oldest first.</param>
    /// <param name="tasks">Its tasks.</param>
    /// <param name="calendar">The working time of a task's role, as it counted when the task ended or counts now.</param>
    public static IReadOnlyList<Turn> Read(IEnumerable<EventRow> events, IEnumerable<TaskRow> tasks, Func<TaskRow, WorkingCalendar> calendar)
    {
        var history = new LedgerHistory();
        foreach (var line in events) history.Take(line);
        var rows = tasks.ToDictionary(task => (task.ActivityId, task.Visit));
        return [.. history._lives.Where(life => rows.ContainsKey(life.Key)).SelectMany(life => life.Turns(rows[life.Key], calendar(rows[life.Key])))];
    }

    private void Take(EventRow line)
    {
        if (line.Kind == JournalVersions.Migrated)
        {
            Migrate(line, (WorkflowMigrated)EngineJson.ReadEvent(line.Data));
            return;
        }
        if (line.ActivityId is not { } activity || line.Visit is not { } visit) return;
        var life = _open.GetValueOrDefault((activity, visit));
        switch (line.Kind)
        {
            case Waiting when EngineJson.ReadEvent(line.Data) is ActivityWaiting { Bookmark: TaskBookmark task } waiting:
                _lives.Add(_open[(activity, visit)] = new Life((activity, visit), waiting.Visit, line.At, task.Offer.Role));
                break;
            case Completed or Faulted or Cancelled when life is not null:
                life.End(line.At, line.Kind == Completed && line.ActorId is not null ? line.ActorName : null);
                _open.Remove((activity, visit));
                break;
            case TicketEvents.Claimed or TicketEvents.Assigned when life is not null:
                var held = JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.TaskHeld)!;
                life.Held(line.At, held.FromName, held.UserName);
                break;
            case TicketEvents.Released when life is not null:
                life.Held(line.At, JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.TaskHeld)!.UserName, null);
                break;
            case TicketEvents.HandedOver when life is not null:
                var handed = JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.StepHandedOver)!;
                life.Held(line.At, handed.FromName, null, handed.ToRole);
                break;
            case TicketEvents.Paused when life is not null:
                life.Pause(line.At, JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.StepPaused)!.Reason);
                break;
            case TicketEvents.Resumed when life is not null:
                life.Pause(line.At, null);
                break;
            default:
                break;
        }
    }

    private void Migrate(EventRow line, WorkflowMigrated moved)
    {
        foreach (var life in _lives)
        {
            // Its steps go by other ids from here, also those that are over.
            if (_open.Remove(life.Key)) _open[(moved.Renamed.GetValueOrDefault(life.Key.Activity, life.Key.Activity), life.Key.Visit)] = life;
            life.Key = (moved.Renamed.GetValueOrDefault(life.Key.Activity, life.Key.Activity), life.Key.Visit);
            foreach (var other in moved.Bookmarks)
            {
                if (other.Visit == life.VisitKey && other.Bookmark is TaskBookmark task) life.Offer(line.At, task.Offer.Role);
            }
        }
    }

    /// <summary>One waiting of one visit, as stretches in which nothing changed.</summary>
    private sealed class Life((string Activity, int Visit) key, int visitKey, DateTimeOffset at, string role)
    {
        private readonly List<Stretch> _stretches = [new(at, role, null, null)];
        private DateTimeOffset? _end;
        private string? _endedBy;

        // From here on nobody has said yet who holds it.
        private int? _unsaid = 0;

        public (string Activity, int Visit) Key { get; set; } = key;

        public int VisitKey => visitKey;

        public void End(DateTimeOffset when, string? by)
        {
            _end = when;
            _endedBy = by;
        }

        public void Held(DateTimeOffset when, string? before, string? now, string? role = null)
        {
            Say(before);
            _stretches.Add(_stretches[^1] with { From = when, Person = now, Role = role ?? _stretches[^1].Role });
        }

        public void Pause(DateTimeOffset when, string? reason) => _stretches.Add(_stretches[^1] with { From = when, Reason = reason });

        public void Offer(DateTimeOffset when, string role)
        {
            if (_end is not null || role == _stretches[^1].Role) return;
            _unsaid = _unsaid is null ? _stretches.Count : _unsaid;
            _stretches.Add(_stretches[^1] with { From = when, Role = role, Person = null });
        }

        public IEnumerable<Turn> Turns(TaskRow task, WorkingCalendar calendar)
        {
            // A task that waits again after an incident has forgotten its first waiting; who answered then had held it.
            var isLast = _stretches[0].From == task.OpenedAt;
            Say(!isLast ? _endedBy : task.ClaimedAt is not null ? task.AssigneeName : null);
            var end = _end ?? task.CompletedAt;
            for (var i = 0; i < _stretches.Count; i++)
            {
                var stretch = _stretches[i];
                yield return new Turn(
                    stretch.From, i + 1 < _stretches.Count ? _stretches[i + 1].From : end, stretch.Role, stretch.Person, calendar, task.StepNo, task.Title, task.Visit, stretch.Reason);
            }
        }

        private void Say(string? person)
        {
            for (var i = _unsaid ?? _stretches.Count; i < _stretches.Count; i++) _stretches[i] = _stretches[i] with { Person = person };
            _unsaid = null;
        }

        private sealed record Stretch(DateTimeOffset From, string Role, string? Person, string? Reason);
    }
}
