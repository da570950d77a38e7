using System.Text.Json;
using Alur.Host.Identity;
using Alur.Host.Sla.Deadlines;
using Alur.Host.Sla.Escalation;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Alur.Workflows.Instances;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.TicketHistory;

/// <summary>Tells the lines of a journal in words.</summary>
/// <param name="ticket">The ticket.</param>
/// <param name="seesNotes">Whether the reader may see what is internal.</param>
/// <param name="versions">The versions that the lines speak of.</param>
/// <param name="messages">The messages that the lines refer to, by id.</param>
internal sealed class HistoryTexts(TicketCase ticket, bool seesNotes, JournalVersions versions, IReadOnlyDictionary<string, MessageRow> messages)
{
    private const string Completed = "activity.completed";
    private const string Finished = "workflow.finished";
    private const string Cancelled = "workflow.cancelled";
    private const string Faulted = "activity.faulted";
    private const string Raised = "incident.raised";
    private const string Closed = "incident.closed";

    // In the order in which people read the fields of an answer.
    private static readonly string[] Written = ["message", "analysis", "reason", "remark"];

    /// <summary>Kinds of journal lines that mean something to people; the rest is the engine's book-keeping.</summary>
    public static readonly string[] Kinds =
    [
        TicketEvents.Submitted, TicketEvents.Claimed, TicketEvents.Released, TicketEvents.Assigned, TicketEvents.PriorityChanged, TicketEvents.MessageWritten,
        TicketEvents.NoteWritten, TicketEvents.FileAttached, TicketEvents.DueMoved, EscalationDecision.WarnedEvent, EscalationDecision.BreachedEvent, EscalationDecision.EscalatedEvent,
        TicketEvents.ClockMoved, EscalationDecision.ClockWarnedEvent, EscalationDecision.ClockBreachedEvent, EscalationDecision.ClockEscalatedEvent,
        TicketEvents.HandedOver, TicketEvents.Paused, TicketEvents.Resumed, TicketEvents.Acknowledged, TicketEvents.AutoClosed, EscalationDecision.RemindedEvent,
        JournalVersions.Migrated, Completed, Finished, Cancelled, Faulted, Raised, Closed,
    ];

    /// <summary>The message that a line refers to; null when it refers to none.</summary>
    public static string? MessageOf(EventRow line) => line.Kind is TicketEvents.MessageWritten or TicketEvents.NoteWritten
        ? JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.MessageReference)!.MessageId
        : null;

    /// <summary>The line in words; null when it means nothing to people, such as the end symbol of a chart.</summary>
    public HistoryEntry? Of(EventRow line) => line.Kind switch
    {
        Completed => OfCompletion(line),
        TicketEvents.Submitted => Entry(line, RoleOfReporter(line), T("Tiket dikirim lewat {0}.", T(ticket.Ticket.Channel)), stepNo: 1),
        TicketEvents.Claimed => Held(line, held => T("Tugas diambil.")),
        TicketEvents.Released => Held(line, held => held.UserId == line.ActorId ? T("Tugas dilepas.") : T("Tugas dilepas dari {0}.", held.UserName)),
        TicketEvents.Assigned => Held(line, held => held.FromName is { } from ? T("Tugas dialihkan dari {0} kepada {1}.", from, held.UserName) : T("Tugas diberikan kepada {0}.", held.UserName)),
        TicketEvents.PriorityChanged => OfPriority(line),
        TicketEvents.MessageWritten => OfMessage(line, T("Pesan ditulis.")),
        TicketEvents.NoteWritten => OfMessage(line, T("Catatan internal ditulis.")),
        TicketEvents.FileAttached => OfFile(line),
        TicketEvents.DueMoved => Entry(line, TaskOf(line)?.Role, DueTexts.Said(JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.DueMoved)!.Reason)),
        TicketEvents.ClockMoved => Entry(line, null, DueTexts.Said(JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.ClockMoved)!.Reason)),
        EscalationDecision.ClockWarnedEvent or EscalationDecision.ClockBreachedEvent or EscalationDecision.ClockEscalatedEvent => OfClock(line),
        EscalationDecision.WarnedEvent => Entry(line, TaskOf(line)?.Role, T("Batas waktu hampir habis; pelaksana diperingatkan.")),
        EscalationDecision.BreachedEvent => Entry(line, TaskOf(line)?.Role, T("Batas waktu terlewati; dieskalasikan kepada Supervisor.")),
        JournalVersions.Migrated => Entry(line, null, T("Proses dipindahkan ke versi {0}.", ((WorkflowMigrated)EngineJson.ReadEvent(line.Data)).Version)),
        EscalationDecision.RemindedEvent => Entry(line, TaskOf(line)?.Role, T("Pelapor diingatkan (perluasan SOP).")),
        TicketEvents.AutoClosed => Entry(
            line, TaskOf(line)?.Role,
            JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.TicketAutoClosed)!.How == "solved"
                ? T("Pelapor tidak menjawab; tiket ditutup otomatis sebagai selesai (perluasan SOP).")
                : T("Pelapor tidak menjawab; tiket ditutup otomatis sebagai tidak dijawab (perluasan SOP).")),
        TicketEvents.Paused => OfPause(line),
        TicketEvents.Resumed => Entry(line, TaskOf(line)?.Role, T("Waktu langkah dilanjutkan.")),
        TicketEvents.Acknowledged => OfAcknowledgement(line),
        EscalationDecision.EscalatedEvent => OfLevel(line),
        TicketEvents.HandedOver => OfHandOver(line),
        Finished => Entry(line, null, T("Tiket ditutup.")),
        Cancelled => Entry(line, null, T("Tiket dibatalkan."), text: ((WorkflowCancelled)EngineJson.ReadEvent(line.Data)).Reason is { } reason ? T(reason) : null),
        Faulted => Entry(line, null, T("Proses terhenti karena insiden."), text: seesNotes ? ((ActivityFaulted)EngineJson.ReadEvent(line.Data)).Incident.Message : null),
        Raised => Entry(line, null, T("Proses terhenti karena insiden."), text: seesNotes ? ((IncidentRaised)EngineJson.ReadEvent(line.Data)).Incident.Message : null),
        Closed => OfIncidentEnd(line),
        _ => null,
    };

    private HistoryEntry OfPause(EventRow line)
    {
        var paused = JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.StepPaused)!;
        return Entry(line, paused.Role, T("Waktu langkah dijeda."), text: seesNotes ? paused.Reason : null);
    }

    private HistoryEntry OfAcknowledgement(EventRow line)
    {
        var seen = JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.BreachAcknowledged)!;
        return Entry(line, seen.Role, T("Keterlambatan langkah ini sudah ditangani."), text: seesNotes ? seen.Remark : null);
    }

    private HistoryEntry OfClock(EventRow line)
    {
        var fired = JsonSerializer.Deserialize(line.Data, ClockFiredJson.Default.ClockFired)!;
        var clock = PolicyClocks.Show(fired.Clock == PolicyClocks.FirstResponse ? ClockKind.FirstResponse : ClockKind.Solution);
        return Entry(line, fired.Role, line.Kind switch
        {
            EscalationDecision.ClockWarnedEvent => T("{0}: batas waktu hampir habis; pelaksana diperingatkan.", clock),
            EscalationDecision.ClockBreachedEvent => T("{0}: batas waktu terlewati; dieskalasikan kepada Supervisor.", clock),
            _ => T("{0}: eskalasi tingkat {1}: {2}.", clock, fired.Level, LevelActions.Tell(fired.Actions ?? [])),
        });
    }

    private HistoryEntry OfLevel(EventRow line)
    {
        var fired = JsonSerializer.Deserialize(line.Data, EscalationJson.Default.DeadlineFired)!;
        return Entry(line, fired.Role, T("Eskalasi tingkat {0}: {1}.", fired.Level, LevelActions.Tell(fired.Actions ?? [])));
    }

    private HistoryEntry OfHandOver(EventRow line)
    {
        var handed = JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.StepHandedOver)!;
        return Entry(line, handed.ToRole, T("Langkah diserahkan dari {0} kepada {1} oleh aturan SLA.", RoleNames.Show(handed.FromRole), RoleNames.Show(handed.ToRole)));
    }

    private HistoryEntry OfFile(EventRow line)
    {
        var file = JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.AttachmentReference)!;
        return Entry(line, null, T("Berkas '{0}' dilampirkan.", file.Name));
    }

    private HistoryEntry? OfCompletion(EventRow line)
    {
        if (TaskOf(line) is not { } task)
            return null;
        var completed = (ActivityCompleted)EngineJson.ReadEvent(line.Data);
        var step = versions.At(line).Steps[completed.Activity];
        var port = completed.Outcomes.FirstOrDefault() ?? "";
        var data = completed.Data ?? Values.Null;
        // A step with one way out says nothing by its outcome; for others the way taken is the news.
        var what = step.Labels.Count > 1 ? $"{step.Title}{(step.Title.EndsWith('?') ? "" : ":")} {T(step.LabelOf(port))}." : $"{step.Title}.";
        if (AnswerRecords.TextOf(data, "priority") is { } priority)
            what = T("Prioritas ditetapkan {0}.", priority);
        if (data.ValueKind == JsonValueKind.Object && data.TryGetProperty("rating", out var rating))
            what = T("{0} Penilaian {1} dari 5.", what, rating.GetRawText());
        return Entry(line, task.Role, what, text: TextOf(data, task.Role), outcome: port);
    }

    private string? TextOf(JsonElement data, string role)
    {
        var texts = Written.Where(field => seesNotes || AnswerRecords.KindOf(field, role) == MessageKind.Public)
            .Select(field => AnswerRecords.TextOf(data, field)).OfType<string>().ToArray();
        return texts.Length == 0 ? null : string.Join("\n", texts);
    }

    private HistoryEntry Held(EventRow line, Func<TaskHeld, string> what)
    {
        var held = JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.TaskHeld)!;
        return Entry(line, held.Role, what(held));
    }

    private HistoryEntry OfPriority(EventRow line)
    {
        var change = JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.PriorityChange)!;
        return Entry(line, null, change.From is { } from ? T("Prioritas diubah dari {0} menjadi {1}.", from, change.To) : T("Prioritas ditetapkan {0}.", change.To));
    }

    private HistoryEntry OfMessage(EventRow line, string what)
    {
        var reference = JsonSerializer.Deserialize(line.Data, TicketEventJson.Default.MessageReference)!;
        return Entry(line, reference.Role, what, text: messages.GetValueOrDefault(reference.MessageId)?.Text);
    }

    private HistoryEntry OfIncidentEnd(EventRow line)
    {
        var closed = (IncidentClosed)EngineJson.ReadEvent(line.Data);
        var what = closed.How switch
        {
            IncidentEnd.Retried => T("Insiden: langkah dicoba lagi."),
            IncidentEnd.Resolved => T("Insiden diselesaikan operator."),
            IncidentEnd.Skipped => T("Insiden dilewati operator."),
            _ => T("Insiden berakhir karena prosesnya dibatalkan."),
        };
        return Entry(line, null, what, text: seesNotes ? closed.Reason : null);
    }

    private HistoryEntry Entry(EventRow line, string? role, string what, string? text = null, int? stepNo = null, string? outcome = null)
    {
        var step = line.ActivityId is { } activity ? versions.At(line).Steps.GetValueOrDefault(activity) : null;
        return new HistoryEntry(
            line.Seq, line.At, line.Kind, line.ActorId, line.ActorName, role, stepNo ?? step?.Number, step?.Title, line.Visit, outcome, what, text);
    }

    private string RoleOfReporter(EventRow line) => line.ActorId == ticket.Ticket.ReporterId && ticket.Ticket.Channel == Channels.Web ? Roles.Pelapor : Roles.Helpdesk;

    private TaskRow? TaskOf(EventRow line)
    {
        var activity = versions.Today(line);
        return ticket.Tasks.FirstOrDefault(task => task.ActivityId == activity && task.Visit == line.Visit);
    }
}
