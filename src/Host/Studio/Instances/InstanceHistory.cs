using System.Text.Json;
using Alur.Host.Sla.Escalation;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Instances;

/// <summary>One visit of an activity, as the journal tells it.</summary>
internal sealed class VisitRecord
{
    /// <summary>The engine's key of the visit.</summary>
    public required int Key { get; init; }

    /// <summary>The activity: in the version the instance is on now, else in the one of then.</summary>
    public required CompiledActivity Activity { get; init; }

    /// <summary>Number of the visit.</summary>
    public required int Number { get; init; }

    /// <summary>The visit of the container it stands in; null for the root.</summary>
    public VisitRecord? Parent { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Elsa's status: Running, Completed, Canceled, Faulted.</summary>
    public string Status { get; set; } = "Running";

    /// <summary>Whether it waits.</summary>
    public bool Waits { get; set; }

    /// <summary>Whose task it is or was; null when it is nobody's.</summary>
    public string? Role { get; set; }

    /// <summary>Its outcomes, once it is completed.</summary>
    public IReadOnlyList<string> Outcomes { get; set; } = [];

    /// <summary>What came with the answer.</summary>
    public JsonElement? Data { get; set; }

    /// <summary>What stopped it last.</summary>
    public IncidentState? Incident { get; set; }

    /// <summary>How often it was stopped.</summary>
    public int Faults { get; set; }
}

/// <summary>One line of the journal about a visit.</summary>
/// <param name="Line">As stored.</param>
/// <param name="Visit">The visit.</param>
/// <param name="Name">Elsa's name of the event.</param>
/// <param name="Message">What it says; null for nothing.</param>
/// <param name="IsText">True when the message is what a ticket says.</param>
internal sealed record VisitLine(EventRow Line, VisitRecord Visit, string Name, string? Message, bool IsText);

/// <summary>What happened in an instance, by visits: the journal read once and told in Elsa's terms.</summary>
internal sealed class InstanceHistory
{
    /// <summary>Most lines read. A process that looped on without end is told up to there.</summary>
    public const int MostLines = 20_000;

    private static readonly string[] Kinds =
    [
        "activity.started", "activity.waiting", "activity.resumed", "activity.completed", "activity.faulted", "activity.cancelled", "scope.opened", "line.written",
        EscalationDecision.WarnedEvent, EscalationDecision.BreachedEvent,
        EscalationDecision.EscalatedEvent,
    ];

    private readonly List<VisitRecord> visits = [];
    private readonly List<VisitLine> lines = [];
    private readonly Dictionary<int, VisitRecord> byKey = [];
    private readonly Dictionary<int, VisitRecord> ownerOf = [];

    private InstanceHistory(TicketCase ticket) => Ticket = ticket;

    /// <summary>The instance.</summary>
    public TicketCase Ticket { get; }

    /// <summary>Its visits, in the order in which they began.</summary>
    public IReadOnlyList<VisitRecord> Visits => visits;

    /// <summary>Its lines about visits, in order.</summary>
    public IReadOnlyList<VisitLine> Lines => lines;

    /// <summary>Reads the history of an instance.</summary>
    public static async Task<InstanceHistory> ReadAsync(AlurDb db, TicketCase ticket, Procedures procedures, CancellationToken cancellationToken)
    {
        var history = new InstanceHistory(ticket);
        var versions = await JournalVersions.ReadAsync(db, ticket, procedures, cancellationToken);
        var rows = await db.Events.AsNoTracking().Where(line => line.InstanceId == ticket.Ticket.Id && Kinds.Contains(line.Kind))
            .OrderBy(line => line.Seq).Take(MostLines).ToListAsync(cancellationToken);
        foreach (var line in rows)
        {
            if (line.Kind.StartsWith(EventRow.HostPrefix, StringComparison.Ordinal))
                history.TakeDeadline(line, versions.Today(line));
            else
                history.Take(line, EngineJson.ReadEvent(line.Data), versions);
        }
        return history;
    }

    private void Take(EventRow line, EngineEvent happened, JournalVersions versions)
    {
        switch (happened)
        {
            case ActivityStarted started:
                var activity = Ticket.Procedure.Workflow.ById.GetValueOrDefault(versions.Today(line)!) ?? versions.At(line).Workflow.ById[started.Activity];
                var visit = new VisitRecord
                {
                    Key = started.Visit, Activity = activity, Number = started.Number, Parent = ownerOf.GetValueOrDefault(started.Scope), StartedAt = line.At,
                };
                visits.Add(visit);
                byKey[started.Visit] = visit;
                Add(line, visit, "Started");
                break;
            case ScopeOpened opened when byKey.TryGetValue(opened.Owner, out var owner):
                ownerOf[opened.Scope] = owner;
                break;
            case VisitEvent of when byKey.TryGetValue(of.Visit, out var known):
                Take(line, of, known);
                break;
            default:
                break;
        }
    }

    private void Take(EventRow line, VisitEvent happened, VisitRecord visit)
    {
        visit.Waits = happened is ActivityWaiting || (visit.Waits && happened is LineWritten);
        switch (happened)
        {
            case ActivityWaiting waiting:
                visit.Role = (waiting.Bookmark as TaskBookmark)?.Offer.Role;
                Add(line, visit, "Suspended");
                break;
            case ActivityResumed:
                visit.Status = "Running";
                Add(line, visit, "Resumed");
                break;
            case ActivityCompleted completed:
                (visit.Status, visit.EndedAt, visit.Outcomes, visit.Data) = ("Completed", line.At, completed.Outcomes, completed.Data);
                Add(line, visit, "Completed");
                break;
            case ActivityFaulted faulted:
                (visit.Status, visit.Incident, visit.Faults) = ("Faulted", faulted.Incident, visit.Faults + 1);
                Add(line, visit, "Faulted", faulted.Incident.Message);
                break;
            case ActivityCancelled:
                (visit.Status, visit.EndedAt) = ("Canceled", line.At);
                Add(line, visit, "Canceled");
                break;
            case LineWritten written:
                Add(line, visit, "Written", written.Text, isText: true);
                break;
            default:
                break;
        }
    }

    private void TakeDeadline(EventRow line, string? activity)
    {
        if (visits.FindLast(visit => visit.Activity.Id == activity && visit.Number == line.Visit) is { } visit)
        {
            var (name, text) = line.Kind switch
            {
                EscalationDecision.WarnedEvent => ("Warned", T("Batas waktu hampir habis.")),
                EscalationDecision.BreachedEvent => ("Breached", T("Batas waktu terlewati.")),
                _ => ("Escalated", T("Keterlambatan dieskalasikan.")),
            };
            Add(line, visit, name, text);
        }
    }

    private void Add(EventRow line, VisitRecord visit, string name, string? message = null, bool isText = false) => lines.Add(new VisitLine(line, visit, name, message, isText));
}
