using Alur.Host.Storage.Rows;

namespace Alur.Host.Tickets;

/// <summary>
/// Copies of rows. Rows that a decision was given are shared with other requests and never changed: a draft changes a copy.
/// A test compares every property, so a new column cannot be forgotten here.
/// </summary>
internal static class RowCopies
{
    public static TicketRow Copy(this TicketRow row) => new()
    {
        Id = row.Id,
        Number = row.Number,
        ReporterId = row.ReporterId,
        ReporterName = row.ReporterName,
        ReporterNpwp = row.ReporterNpwp,
        ReporterAddress = row.ReporterAddress,
        ReporterUserId = row.ReporterUserId,
        ReporterEmail = row.ReporterEmail,
        Title = row.Title,
        Lpse = row.Lpse,
        Application = row.Application,
        ErrorCode = row.ErrorCode,
        TenderCode = row.TenderCode,
        Kind = row.Kind,
        Description = row.Description,
        Channel = row.Channel,
        Priority = row.Priority,
        Status = row.Status,
        CurrentStep = row.CurrentStep,
        CurrentStepNo = row.CurrentStepNo,
        CurrentRole = row.CurrentRole,
        CurrentHolder = row.CurrentHolder,
        OpenedAt = row.OpenedAt,
        ClosedAt = row.ClosedAt,
        Rating = row.Rating,
        Remark = row.Remark,
        LkppNumber = row.LkppNumber,
        IsTest = row.IsTest,
        FirstResponseAt = row.FirstResponseAt,
        FirstResponseSeconds = row.FirstResponseSeconds,
        SolutionPausedAt = row.SolutionPausedAt,
        SolutionPauses = row.SolutionPauses,
        SolutionSeconds = row.SolutionSeconds,
        AutoClosedAt = row.AutoClosedAt,
        FollowsId = row.FollowsId,
        FirstResponsePausedAt = row.FirstResponsePausedAt,
        FirstResponsePauses = row.FirstResponsePauses,
        FirstResponseBudget = row.FirstResponseBudget,
        FirstResponseDueAt = row.FirstResponseDueAt,
        FirstResponseBreachedAt = row.FirstResponseBreachedAt,
        SolutionBudget = row.SolutionBudget,
        SolutionDueAt = row.SolutionDueAt,
        SolutionBreachedAt = row.SolutionBreachedAt,
        ClockCalendarRevision = row.ClockCalendarRevision,
        ClockPolicyRevision = row.ClockPolicyRevision,
    };

    public static TaskRow Copy(this TaskRow row) => new()
    {
        Id = row.Id,
        InstanceId = row.InstanceId,
        ActivityId = row.ActivityId,
        Visit = row.Visit,
        StepNo = row.StepNo,
        Title = row.Title,
        Role = row.Role,
        State = row.State,
        AssigneeId = row.AssigneeId,
        AssigneeName = row.AssigneeName,
        OpenedAt = row.OpenedAt,
        ClaimedAt = row.ClaimedAt,
        CompletedAt = row.CompletedAt,
        Outcome = row.Outcome,
        DueAt = row.DueAt,
        WarnedAt = row.WarnedAt,
        BreachedAt = row.BreachedAt,
        Priority = row.Priority,
        StandardSeconds = row.StandardSeconds,
        BudgetSeconds = row.BudgetSeconds,
        CalendarId = row.CalendarId,
        CalendarRevision = row.CalendarRevision,
        PolicyRevision = row.PolicyRevision,
        PausedAt = row.PausedAt,
        Pauses = row.Pauses,
        UsedSeconds = row.UsedSeconds,
        AcknowledgedAt = row.AcknowledgedAt,
        AcknowledgedById = row.AcknowledgedById,
        AcknowledgedByName = row.AcknowledgedByName,
        AcknowledgedRemark = row.AcknowledgedRemark,
    };
}
