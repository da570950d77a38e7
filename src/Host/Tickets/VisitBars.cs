using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Tickets;

/// <summary>What a completed visit adds to the reports of its month.</summary>
internal static class VisitBars
{
    /// <summary>The bar and what is added to it.</summary>
    /// <param name="task">A completed task.</param>
    /// <param name="definitionId">Its process.</param>
    /// <param name="rules">The calendars.</param>
    /// <param name="count">1, or -1 to take it away again.</param>
    public static ReportVisitRow Of(TaskRow task, string definitionId, TimeRules rules, int count)
    {
        var done = task.CompletedAt!.Value;
        var month = rules.Find(TimeRules.OfficeCalendar)!.Calendar.ToLocal(done);
        var used = task.UsedSeconds ?? 0;
        var watched = task.BudgetSeconds is not null;
        return new ReportVisitRow
        {
            Month = (month.Year * 100) + month.Month,
            DefinitionId = definitionId,
            ActivityId = task.ActivityId,
            Role = task.Role,
            // Who reports problems is no matter of the office's reports.
            PersonId = task.Role == Roles.Pelapor ? "" : task.AssigneeId ?? "",
            Priority = task.Priority ?? "",
            Minutes = (int)((used + 59L) / 60),
            StepNo = task.StepNo,
            Title = task.Title,
            Visits = count,
            Watched = watched ? count : 0,
            Late = watched && (task.BreachedAt is not null || used > task.BudgetSeconds) ? count : 0,
            Paused = task.Pauses is null ? 0 : count,
            Again = task.Visit > 1 ? count : 0,
            UsedSeconds = count * (long)used,
            PausedSeconds = task.Pauses is null ? 0 : count * Math.Max(0, (long)rules.For(task.Role).Calendar.Elapsed(task.OpenedAt, done).TotalSeconds - used),
        };
    }
}
