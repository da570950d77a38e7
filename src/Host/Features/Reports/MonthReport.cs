namespace Alur.Host.Features.Reports;

/// <summary>A month of the office. Times are working time in minutes, a begun minute counting whole; trials are left out.</summary>
public sealed record MonthReport
{
    /// <summary>The month, as <c>2026-11</c>.</summary>
    public required string Month { get; init; }

    /// <summary>Its name, in Indonesian.</summary>
    public required string Name { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When it ended or will.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>When the report was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>True when the month is over; what it did is then final.</summary>
    public required bool IsOver { get; init; }

    /// <summary>Tickets that came and went in the month.</summary>
    public required TicketFigures Tickets { get; init; }

    /// <summary>First responses that were given in the month: all, then by priority.</summary>
    public required IReadOnlyList<TimeFigures> FirstResponse { get; init; }

    /// <summary>Solution times of the tickets that were closed in the month: all, then by priority.</summary>
    public required IReadOnlyList<TimeFigures> Solution { get; init; }

    /// <summary>Tickets that were open at the end of the month, or are now, by age.</summary>
    public required IReadOnlyList<BacklogFigures> Backlog { get; init; }

    /// <summary>Ratings that reporters gave in the month.</summary>
    public required RatingFigures Ratings { get; init; }

    /// <summary>Visits that were completed in the month, by step.</summary>
    public required IReadOnlyList<VisitFigures> Steps { get; init; }

    /// <summary>The same by role and person; all reporters are one.</summary>
    public required IReadOnlyList<VisitFigures> Actors { get; init; }

    /// <summary>The same by priority of the ticket.</summary>
    public required IReadOnlyList<VisitFigures> Priorities { get; init; }

    /// <summary>The same of this month and the eleven before it, oldest first; months without any are left out.</summary>
    public required IReadOnlyList<VisitFigures> Months { get; init; }

    /// <summary>Times in which no host was up, together, in seconds, as far as they lie in the month.</summary>
    public required long OutageSeconds { get; init; }
}

/// <summary>Tickets of a month.</summary>
/// <param name="Sent">Sent in it.</param>
/// <param name="Closed">Came to their end in it, without those that the system closed.</param>
/// <param name="AutoClosed">Ended by the system because the reporter did not answer.</param>
/// <param name="Cancelled">Ended by an operator.</param>
/// <param name="Open">Open at its end, or now.</param>
public sealed record TicketFigures(long Sent, long Closed, long AutoClosed, long Cancelled, long Open);

/// <summary>A time, over many tickets.</summary>
/// <param name="Priority">Of which priority; null for all, empty for those without one.</param>
/// <param name="Count">How many.</param>
/// <param name="P50">Half of them took at most so many minutes; null when there are none.</param>
/// <param name="P90">Nine out of ten.</param>
/// <param name="P99">99 out of 100.</param>
public sealed record TimeFigures(string? Priority, long Count, int? P50, int? P90, int? P99);

/// <summary>Open tickets of an age.</summary>
/// <param name="FromDays">Days since they were sent, at least.</param>
/// <param name="ToDays">Fewer days than these; null for the oldest.</param>
/// <param name="Tickets">How many.</param>
public sealed record BacklogFigures(int FromDays, int? ToDays, long Tickets);

/// <summary>Ratings.</summary>
/// <param name="Count">How many were given.</param>
/// <param name="Average">Their mean to two places; null when there are none.</param>
/// <param name="Stars">How many gave 1, 2, 3, 4 and 5.</param>
public sealed record RatingFigures(long Count, decimal? Average, IReadOnlyList<long> Stars);

/// <summary>Completed visits of steps, taken together.</summary>
public sealed record VisitFigures
{
    /// <summary>Stable key: the step's id, the account's id, the priority, or the month.</summary>
    public required string Key { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Number of the step on the SOP sheet; null for what is no step.</summary>
    public int? StepNo { get; init; }

    /// <summary>The process of the step; null for what is no step.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>The role; null where several are taken together.</summary>
    public string? Role { get; init; }

    /// <summary>Number of visits.</summary>
    public required long Count { get; init; }

    /// <summary>Half of them took at most so many minutes of working time.</summary>
    public required int P50 { get; init; }

    /// <summary>Nine out of ten.</summary>
    public required int P90 { get; init; }

    /// <summary>99 out of 100.</summary>
    public required int P99 { get; init; }

    /// <summary>Late ones of a hundred that had a standard time; null when none had.</summary>
    public decimal? BreachPercent { get; init; }

    /// <summary>Paused ones of a hundred.</summary>
    public required decimal PausePercent { get; init; }

    /// <summary>Of a hundred minutes of working time, those that were paused.</summary>
    public required decimal PauseTimePercent { get; init; }

    /// <summary>Of a hundred visits, those that came back to a step on which the ticket had been before.</summary>
    public required decimal ReopenPercent { get; init; }
}
