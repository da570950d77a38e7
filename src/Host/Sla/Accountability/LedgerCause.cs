namespace Alur.Host.Sla.Accountability;

/// <summary>
/// Whose a second of a ticket's life is. In order of precedence: where several could be said of one second, because several steps wait at the same time, the
/// earlier one is, so that no second counts for two and whoever could have gone on answers for it.
/// </summary>
public enum LedgerCause
{
    /// <summary>A step of the office waited for somebody of its role, or for whoever held it.</summary>
    Actor,

    /// <summary>A step waited for LKPP.</summary>
    Lkpp,

    /// <summary>A step waited for the reporter.</summary>
    Reporter,

    /// <summary>The step's time stood, with a reason.</summary>
    Paused,

    /// <summary>No step waited for a person: an incident, or a timer of the process.</summary>
    Process,

    /// <summary>No host was up.</summary>
    Outage,

    /// <summary>Outside the working time of whoever had the ball.</summary>
    Closed,
}
