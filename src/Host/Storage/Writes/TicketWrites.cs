using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Writes;

/// <summary>Statements on <c>tickets</c>. What a reporter sent is never rewritten; only the ticket's position and result change.</summary>
public static class TicketWrites
{
    private const string InsertSql = """
        insert into tickets (id, number, reporter_id, reporter_name, reporter_npwp, reporter_address, reporter_user_id, reporter_email, title, lpse,
            application, error_code, tender_code, kind, description, channel, priority, status, current_step, current_step_no, current_role_name, current_holder,
            opened_at, closed_at, rating, remark, lkpp_number, is_test,
            first_response_at, first_response_seconds, solution_paused_at, solution_pauses, solution_seconds,
            auto_closed_at, follows_id,
            first_response_paused_at, first_response_pauses, first_response_budget, first_response_due_at, first_response_breached_at,
            solution_budget, solution_due_at, solution_breached_at, clock_calendar_revision, clock_policy_revision)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29,
            $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45)
        """;

    private const string UpdateSql = """
        update tickets set current_step = $2, current_step_no = $3, current_role_name = $4, current_holder = $5, priority = $6, status = $7,
            closed_at = $8, rating = $9, remark = $10, lkpp_number = $11, first_response_at = $12, first_response_seconds = $13, solution_paused_at = $14,
            solution_pauses = $15, solution_seconds = $16, auto_closed_at = $17,
            first_response_paused_at = $18, first_response_pauses = $19, first_response_budget = $20, first_response_due_at = $21,
            first_response_breached_at = $22, solution_budget = $23, solution_due_at = $24,
            solution_breached_at = $25, clock_calendar_revision = $26, clock_policy_revision = $27
        where id = $1
        """;

    // On SQLite a column that is named is written anew in every index it is in, though its value stays; these are in none.
    private const string MoveSql = """
        update tickets set current_step = $2, current_step_no = $3, current_role_name = $4, current_holder = $5 where id = $1
        """;

    private const string FirstResponseBreachedSql = "update tickets set first_response_breached_at = $2 where id = $1 and first_response_breached_at is null";

    private const string SolutionBreachedSql = "update tickets set solution_breached_at = $2 where id = $1 and solution_breached_at is null";

    /// <summary>A clock of the ticket was found late. Harmless when it was before.</summary>
    /// <param name="ticketId">The ticket.</param>
    /// <param name="clock">Which clock.</param>
    /// <param name="at">When.</param>
    /// <returns>The statement.</returns>
    public static Write MarkBreached(string ticketId, ClockKind clock, DateTimeOffset at) =>
        new(clock == ClockKind.FirstResponse ? FirstResponseBreachedSql : SolutionBreachedSql, [ticketId, at]);

    /// <summary>A new ticket; its id and number must be free. Its instance comes before it in the set.</summary>
    /// <param name="row">The ticket.</param>
    /// <returns>The statement.</returns>
    public static Write Insert(TicketRow row) => new(
        InsertSql,
        [
            row.Id, row.Number, row.ReporterId, row.ReporterName, row.ReporterNpwp, row.ReporterAddress, row.ReporterUserId, row.ReporterEmail, row.Title,
            row.Lpse, row.Application, row.ErrorCode, row.TenderCode, row.Kind, row.Description, row.Channel, row.Priority, row.Status.ToString(),
            row.CurrentStep, row.CurrentStepNo, row.CurrentRole, row.CurrentHolder, row.OpenedAt, row.ClosedAt, row.Rating, row.Remark, row.LkppNumber,
            row.IsTest, row.FirstResponseAt, row.FirstResponseSeconds, row.SolutionPausedAt, row.SolutionPauses, row.SolutionSeconds,
            row.AutoClosedAt, row.FollowsId,
            row.FirstResponsePausedAt, row.FirstResponsePauses, row.FirstResponseBudget, row.FirstResponseDueAt, row.FirstResponseBreachedAt,
            row.SolutionBudget, row.SolutionDueAt, row.SolutionBreachedAt, row.ClockCalendarRevision, row.ClockPolicyRevision,
        ],
        Expectation.ExactlyOne);

    /// <summary>Priority, position and result of the ticket, all of them. The instance's revision check in the same set guards it.</summary>
    /// <param name="row">The ticket as it shall be.</param>
    /// <returns>The statement.</returns>
    public static Write Update(TicketRow row) => new(UpdateSql, [row.Id, .. Position(row), .. Rest(row)], Expectation.ExactlyOne);

    /// <summary>The same for one whose stored row is known: only the position, where nothing else differs, as in most steps.</summary>
    /// <param name="stored">The ticket as it is stored.</param>
    /// <param name="row">The ticket as it shall be.</param>
    /// <returns>The statement.</returns>
    public static Write Update(TicketRow stored, TicketRow row) =>
        Rest(stored).AsSpan().SequenceEqual(Rest(row)) ? new(MoveSql, [row.Id, .. Position(row)], Expectation.ExactlyOne) : Update(row);

    private static Value[] Position(TicketRow row) => [row.CurrentStep, row.CurrentStepNo, row.CurrentRole, row.CurrentHolder];

    private static Value[] Rest(TicketRow row) =>
    [
        row.Priority, row.Status.ToString(), row.ClosedAt, row.Rating, row.Remark, row.LkppNumber, row.FirstResponseAt, row.FirstResponseSeconds,
        row.SolutionPausedAt, row.SolutionPauses, row.SolutionSeconds, row.AutoClosedAt,
        row.FirstResponsePausedAt, row.FirstResponsePauses, row.FirstResponseBudget, row.FirstResponseDueAt, row.FirstResponseBreachedAt,
        row.SolutionBudget, row.SolutionDueAt, row.SolutionBreachedAt, row.ClockCalendarRevision, row.ClockPolicyRevision,
    ];
}
