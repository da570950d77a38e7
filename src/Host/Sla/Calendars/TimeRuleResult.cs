namespace Alur.Host.Sla.Calendars;

/// <summary>What became of a change of what times are computed by: a calendar, who has which, the SLA policy.</summary>
public abstract record TimeRuleResult
{
    private TimeRuleResult()
    {
    }

    /// <summary>It is stored, with the recalculation that follows it.</summary>
    /// <param name="Revision">The revision it made.</param>
    /// <param name="RecalculationId">The recalculation; null when there was nothing to change.</param>
    public sealed record Stored(int Revision, string? RecalculationId) : TimeRuleResult;

    /// <summary>Somebody else was first; nothing was stored.</summary>
    /// <param name="Revision">The revision now; 0 when there is none.</param>
    public sealed record Changed(int Revision) : TimeRuleResult;
}
