namespace Alur.Host.Features.Reports;

/// <summary>What waits now, counted. Trials are left out.</summary>
public sealed record BoardFigures
{
    /// <summary>When it was counted.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Open tickets.</summary>
    public required long Tickets { get; init; }

    /// <summary>Open tasks together.</summary>
    public required BoardLine All { get; init; }

    /// <summary>The same by step, as on the sheet.</summary>
    public required IReadOnlyList<BoardLine> Steps { get; init; }

    /// <summary>The same by role.</summary>
    public required IReadOnlyList<BoardLine> Roles { get; init; }

    /// <summary>The same by who holds them, those with most overdue first; reporters and what nobody holds are left out.</summary>
    public required IReadOnlyList<BoardLine> Holders { get; init; }

    /// <summary>Open tickets by age.</summary>
    public required IReadOnlyList<BacklogFigures> Backlog { get; init; }
}

/// <summary>Open tasks, taken together.</summary>
/// <param name="Key">Stable key: the step's id, the role, or the account's id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="StepNo">Number of the step on the SOP sheet; null for what is no step.</param>
/// <param name="DefinitionId">The process of the step; null for what is no step.</param>
/// <param name="Role">The role; null for all together.</param>
/// <param name="Tasks">How many.</param>
/// <param name="Unclaimed">Those that nobody has taken.</param>
/// <param name="Overdue">Those whose time is up now.</param>
/// <param name="FoundLate">Those that were found late and are still open.</param>
/// <param name="Paused">Those whose time stands.</param>
/// <param name="Unacknowledged">Those that were found late and that nobody has seen to yet.</param>
public sealed record BoardLine(
    string Key, string Name, int? StepNo, string? DefinitionId, string? Role, long Tasks, long Unclaimed, long Overdue, long FoundLate, long Paused,
    long Unacknowledged);
