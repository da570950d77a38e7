using System.Data.Common;
using Alur.Host.Storage.Reading;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Tickets;

/// <summary>The two statements of a ticket's load, and how their columns become rows.</summary>
internal static class TicketSql
{
    private const string InstanceColumns = """
        i.id, i.definition_id, i.definition_version_id, i.definition_version, i.status, i.sub_status, i.revision, i.last_event, i.state, i.name,
        i.correlation_id, i.incident_count, i.created_at, i.updated_at, i.finished_at
        """;

    private const string TicketColumns = """
        t.number, t.reporter_id, t.reporter_name, t.reporter_npwp, t.reporter_address, t.reporter_user_id, t.reporter_email, t.title, t.lpse,
        t.application, t.error_code, t.tender_code, t.kind, t.description, t.channel, t.priority, t.status, t.current_step, t.current_step_no,
        t.current_role_name, t.current_holder, t.opened_at, t.closed_at, t.rating, t.remark, t.lkpp_number, t.is_test,
        t.first_response_at, t.first_response_seconds, t.solution_paused_at, t.solution_pauses, t.solution_seconds,
        t.auto_closed_at, t.follows_id,
        t.first_response_paused_at, t.first_response_pauses, t.first_response_budget, t.first_response_due_at, t.first_response_breached_at,
        t.solution_budget, t.solution_due_at, t.solution_breached_at, t.clock_calendar_revision, t.clock_policy_revision
        """;

    private const string TaskColumns = """
        k.id, k.instance_id, k.activity_id, k.visit, k.step_no, k.title, k.role, k.state, k.assignee_id, k.assignee_name, k.opened_at, k.claimed_at,
        k.completed_at, k.outcome, k.due_at, k.warned_at, k.breached_at, k.priority,
        k.standard_seconds, k.budget_seconds, k.calendar_id, k.calendar_revision, k.policy_revision, k.paused_at, k.pauses, k.used_seconds,
        k.acknowledged_at, k.acknowledged_by_id, k.acknowledged_by_name, k.acknowledged_remark
        """;

    /// <summary>
    /// Instance with ticket, then its tasks with the revision they were read at. A step committed between the two shows in that revision. Within one
    /// moment ids follow the order of their making.
    /// </summary>
    public const string Load = $"""
        select {InstanceColumns}, {TicketColumns} from instances i join tickets t on t.id = i.id where i.id = @p1;
        select {TaskColumns}, i.revision from tasks k join instances i on i.id = k.instance_id where k.instance_id = @p1 order by k.opened_at, k.id
        """;

    public static InstanceRow ReadInstance(DbDataReader reader)
    {
        var column = new Columns(reader, 0);
        return new InstanceRow
        {
            Id = column.Text(),
            DefinitionId = column.Text(),
            DefinitionVersionId = column.Text(),
            DefinitionVersion = column.Int(),
            Status = column.Text(),
            SubStatus = column.Text(),
            Revision = column.Long(),
            LastEvent = column.Long(),
            State = column.Text(),
            Name = column.TextOrNull(),
            CorrelationId = column.TextOrNull(),
            IncidentCount = column.Int(),
            CreatedAt = column.At(),
            UpdatedAt = column.At(),
            FinishedAt = column.AtOrNull(),
        };
    }

    public static TicketRow ReadTicket(DbDataReader reader)
    {
        var column = new Columns(reader, 15);
        return new TicketRow
        {
            Id = reader.GetString(0),
            Number = column.Text(),
            ReporterId = column.Text(),
            ReporterName = column.Text(),
            ReporterNpwp = column.TextOrNull(),
            ReporterAddress = column.TextOrNull(),
            ReporterUserId = column.TextOrNull(),
            ReporterEmail = column.TextOrNull(),
            Title = column.Text(),
            Lpse = column.Text(),
            Application = column.Text(),
            ErrorCode = column.TextOrNull(),
            TenderCode = column.TextOrNull(),
            Kind = column.Text(),
            Description = column.Text(),
            Channel = column.Text(),
            Priority = column.TextOrNull(),
            Status = Enum.Parse<TicketStatus>(column.Text()),
            CurrentStep = column.TextOrNull(),
            CurrentStepNo = column.IntOrNull(),
            CurrentRole = column.TextOrNull(),
            CurrentHolder = column.TextOrNull(),
            OpenedAt = column.At(),
            ClosedAt = column.AtOrNull(),
            Rating = column.IntOrNull(),
            Remark = column.TextOrNull(),
            LkppNumber = column.TextOrNull(),
            IsTest = column.Flag(),
            FirstResponseAt = column.AtOrNull(),
            FirstResponseSeconds = column.IntOrNull(),
            SolutionPausedAt = column.AtOrNull(),
            SolutionPauses = column.TextOrNull(),
            SolutionSeconds = column.IntOrNull(),
            AutoClosedAt = column.AtOrNull(),
            FollowsId = column.TextOrNull(),
            FirstResponsePausedAt = column.AtOrNull(),
            FirstResponsePauses = column.TextOrNull(),
            FirstResponseBudget = column.IntOrNull(),
            FirstResponseDueAt = column.AtOrNull(),
            FirstResponseBreachedAt = column.AtOrNull(),
            SolutionBudget = column.IntOrNull(),
            SolutionDueAt = column.AtOrNull(),
            SolutionBreachedAt = column.AtOrNull(),
            ClockCalendarRevision = column.IntOrNull(),
            ClockPolicyRevision = column.IntOrNull(),
        };
    }

    /// <summary>A task of the second statement.</summary>
    /// <param name="reader">Standing on its row.</param>
    /// <param name="revision">The instance's revision when the task was read.</param>
    public static TaskRow ReadTask(DbDataReader reader, out long revision)
    {
        var column = new Columns(reader, 0);
        var task = new TaskRow
        {
            Id = column.Text(),
            InstanceId = column.Text(),
            ActivityId = column.Text(),
            Visit = column.Int(),
            StepNo = column.IntOrNull(),
            Title = column.Text(),
            Role = column.Text(),
            State = Enum.Parse<TaskState>(column.Text()),
            AssigneeId = column.TextOrNull(),
            AssigneeName = column.TextOrNull(),
            OpenedAt = column.At(),
            ClaimedAt = column.AtOrNull(),
            CompletedAt = column.AtOrNull(),
            Outcome = column.TextOrNull(),
            DueAt = column.AtOrNull(),
            WarnedAt = column.AtOrNull(),
            BreachedAt = column.AtOrNull(),
            Priority = column.TextOrNull(),
            StandardSeconds = column.IntOrNull(),
            BudgetSeconds = column.IntOrNull(),
            CalendarId = column.TextOrNull(),
            CalendarRevision = column.IntOrNull(),
            PolicyRevision = column.IntOrNull(),
            PausedAt = column.AtOrNull(),
            Pauses = column.TextOrNull(),
            UsedSeconds = column.IntOrNull(),
            AcknowledgedAt = column.AtOrNull(),
            AcknowledgedById = column.TextOrNull(),
            AcknowledgedByName = column.TextOrNull(),
            AcknowledgedRemark = column.TextOrNull(),
        };
        revision = column.Long();
        return task;
    }
}
