namespace Alur.Host.Sla.Faults;

/// <summary>
/// A named place where the host may be made to die, so that a test can show that dying there loses nothing. In a running office nothing listens.
/// </summary>
public interface IFaultPoint
{
    /// <summary>Execution has come to a place.</summary>
    /// <param name="place">One of <see cref="FaultPlaces"/>.</param>
    void Reached(string place);
}

/// <summary>The places, in the order an escalation passes them.</summary>
public static class FaultPlaces
{
    /// <summary>A step that opens a watched task is about to be committed.</summary>
    public const string BeforeDeadlineCommit = "before-deadline-commit";

    /// <summary>It is committed; nobody has been told.</summary>
    public const string AfterDeadlineCommit = "after-deadline-commit";

    /// <summary>Something is due and not yet marked as taken.</summary>
    public const string BeforeSweepMark = "before-sweep-mark";

    /// <summary>It is marked as taken and no job exists.</summary>
    public const string AfterSweepMark = "after-sweep-mark";

    /// <summary>A job exists.</summary>
    public const string AfterJobEnqueue = "after-job-enqueue";

    /// <summary>The job has decided and is about to commit.</summary>
    public const string BeforeJobCommit = "before-job-commit";

    /// <summary>The escalation is committed and the job has not ended.</summary>
    public const string AfterJobCommit = "after-job-commit";

    /// <summary>Effects are due and not yet taken.</summary>
    public const string BeforeOutboxTake = "before-outbox-take";

    /// <summary>Effects are taken and not carried out.</summary>
    public const string AfterOutboxTake = "after-outbox-take";

    /// <summary>Effects are carried out and not yet marked as done.</summary>
    public const string BeforeOutboxDone = "before-outbox-done";

    /// <summary>Effects are marked as done.</summary>
    public const string AfterOutboxDone = "after-outbox-done";

    /// <summary>A server outside has an effect and nothing is noted. Only passed by hosts that send mail or call webhooks.</summary>
    public const string AfterSend = "after-send";

    /// <summary>One ticket has followed a change of calendars; others have not.</summary>
    public const string AfterRecalculatedTicket = "after-recalculated-ticket";

    /// <summary>An action of a level, or the closing of an unanswered ticket, is about to be carried out on its ticket.</summary>
    public const string BeforeLevelCommit = "before-level-commit";

    /// <summary>It is committed, and its order in the outbox not yet marked as done.</summary>
    public const string AfterLevelCommit = "after-level-commit";

    /// <summary>The places of an escalation.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        BeforeDeadlineCommit, AfterDeadlineCommit, BeforeSweepMark, AfterSweepMark, AfterJobEnqueue, BeforeJobCommit, AfterJobCommit,
        BeforeOutboxTake, AfterOutboxTake, BeforeOutboxDone, AfterOutboxDone,
    ];
}

/// <summary>Nothing happens at any place.</summary>
public sealed class NoFaults : IFaultPoint
{
    /// <inheritdoc/>
    public void Reached(string place)
    {
    }
}
