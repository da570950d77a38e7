namespace Alur.Host.Storage.Rows;

/// <summary>
/// How often a step was done in a month in so many minutes of working time: one bar of a histogram, kept up to date by the very step that ends a visit, so that
/// a month's report reads a few thousand bars instead of every visit. Trials are not in it.
/// </summary>
public sealed class ReportVisitRow
{
    /// <summary>The month in which the visits ended, by the office's clock: year × 100 + month.</summary>
    public required int Month { get; set; }

    /// <summary>The process.</summary>
    public required string DefinitionId { get; set; }

    /// <summary>The step.</summary>
    public required string ActivityId { get; set; }

    /// <summary>The role that did it.</summary>
    public required string Role { get; set; }

    /// <summary>The account that did it; empty for reporters and for the system.</summary>
    public required string PersonId { get; set; }

    /// <summary>The priority that the ticket had; empty for none.</summary>
    public required string Priority { get; set; }

    /// <summary>Working time that each of the visits took, in minutes, a begun minute counting whole.</summary>
    public required int Minutes { get; set; }

    /// <summary>Number of the step on the SOP sheet, as it was last.</summary>
    public int? StepNo { get; set; }

    /// <summary>The step's text, as it was last.</summary>
    public required string Title { get; set; }

    /// <summary>Number of visits.</summary>
    public int Visits { get; set; }

    /// <summary>Those that had a standard time.</summary>
    public int Watched { get; set; }

    /// <summary>Those that took longer than their standard time, or were found late.</summary>
    public int Late { get; set; }

    /// <summary>Those that were paused at least once.</summary>
    public int Paused { get; set; }

    /// <summary>Those that were not the first of their step on their ticket.</summary>
    public int Again { get; set; }

    /// <summary>Working time that they took together, in seconds.</summary>
    public long UsedSeconds { get; set; }

    /// <summary>Working time that they were paused together, in seconds.</summary>
    public long PausedSeconds { get; set; }
}
