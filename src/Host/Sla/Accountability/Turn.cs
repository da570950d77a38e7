using Alur.Host.Sla.Calendars;

namespace Alur.Host.Sla.Accountability;

/// <summary>A time in which one step waited for one role, in the hands of one person or of nobody, running or paused.</summary>
/// <param name="From">Since when.</param>
/// <param name="To">Until when; null while it still does.</param>
/// <param name="Role">Whose step it was.</param>
/// <param name="Person">Who held it; null while nobody did.</param>
/// <param name="Calendar">The working time of that role.</param>
/// <param name="StepNo">Number of the step on the SOP sheet, if it has one.</param>
/// <param name="Step">The step's text.</param>
/// <param name="Visit">The step's visit, from 1.</param>
/// <param name="PauseReason">Why its time stood; null while it ran.</param>
public sealed record Turn(
    DateTimeOffset From, DateTimeOffset? To, string Role, string? Person, WorkingCalendar Calendar, int? StepNo, string Step, int Visit, string? PauseReason = null);

/// <summary>Seconds of a ticket that belong to the same cause and to the same people.</summary>
/// <param name="Cause">Whose they are.</param>
/// <param name="Role">Whose step it was; null where no step is meant.</param>
/// <param name="Person">Who held it; null while nobody did.</param>
/// <param name="StepNo">Number of the step on the SOP sheet.</param>
/// <param name="Step">The step's text.</param>
/// <param name="Visit">The step's visit, from 1.</param>
/// <param name="Reason">Why its time stood.</param>
/// <param name="Seconds">How many, above 0.</param>
public sealed record LedgerPart(LedgerCause Cause, string? Role, string? Person, int? StepNo, string? Step, int? Visit, string? Reason, long Seconds);
