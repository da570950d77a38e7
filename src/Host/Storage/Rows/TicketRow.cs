namespace Alur.Host.Storage.Rows;

/// <summary>A reporter's ticket: the form as it was sent, and where the process has brought it.</summary>
public sealed class TicketRow
{
    /// <summary>Identity, equal to the id of its instance.</summary>
    public required string Id { get; set; }

    /// <summary>Number for people, for example <c>011-2026-000123</c>; unique.</summary>
    public required string Number { get; set; }

    /// <summary>The user who owns the ticket and sees it as his own.</summary>
    public required string ReporterId { get; set; }

    /// <summary>The reporter's name as on the form.</summary>
    public required string ReporterName { get; set; }

    /// <summary>The reporter's tax number (NPWP), if given.</summary>
    public string? ReporterNpwp { get; set; }

    /// <summary>The reporter's address, if given.</summary>
    public string? ReporterAddress { get; set; }

    /// <summary>The reporter's user id in the application complained of, if given.</summary>
    public string? ReporterUserId { get; set; }

    /// <summary>The reporter's mail address, if given.</summary>
    public string? ReporterEmail { get; set; }

    /// <summary>Title (judul).</summary>
    public required string Title { get; set; }

    /// <summary>The LPSE the ticket is about.</summary>
    public required string Lpse { get; set; }

    /// <summary>The application the ticket is about: SPSE, SIRUP, e-Katalog, ...</summary>
    public required string Application { get; set; }

    /// <summary>Error code shown by the application, if any.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>Tender code, if any.</summary>
    public string? TenderCode { get; set; }

    /// <summary>Kind of ticket: Permasalahan, Usulan or Permintaan Layanan.</summary>
    public required string Kind { get; set; }

    /// <summary>What is wrong or wanted, in the reporter's words.</summary>
    public required string Description { get; set; }

    /// <summary>How the ticket came in: web, telepon, datang langsung, chat, email.</summary>
    public required string Channel { get; set; }

    /// <summary>Priority given by the helpdesk, from the office's list; null until given.</summary>
    public string? Priority { get; set; }

    /// <summary>Where the ticket stands as a whole.</summary>
    public TicketStatus Status { get; set; }

    /// <summary>Step of the SOP the ticket waits on ("Posisi Tiket"); null when it waits on none.</summary>
    public string? CurrentStep { get; set; }

    /// <summary>Number of that step on the SOP sheet, if it has one.</summary>
    public int? CurrentStepNo { get; set; }

    /// <summary>Role the ticket waits on; null when it waits on none.</summary>
    public string? CurrentRole { get; set; }

    /// <summary>Name of the person who holds that step; null while nobody has taken it.</summary>
    public string? CurrentHolder { get; set; }

    /// <summary>When the ticket was sent.</summary>
    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>When it was closed or cancelled; null while open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The reporter's rating, 1 to 5, given on closing.</summary>
    public int? Rating { get; set; }

    /// <summary>The reporter's closing remark.</summary>
    public string? Remark { get; set; }

    /// <summary>LKPP's own number for the ticket, when it was escalated there.</summary>
    public string? LkppNumber { get; set; }

    /// <summary>Whether the ticket is a trial that reports must leave out.</summary>
    public bool IsTest { get; set; }

    /// <summary>When staff first wrote to the reporter; null while they have not. Internal notes do not count.</summary>
    public DateTimeOffset? FirstResponseAt { get; set; }

    /// <summary>Working time of the office until then, in seconds; never changed after.</summary>
    public int? FirstResponseSeconds { get; set; }

    /// <summary>Since when the clock of the first response stands, because the policy lets it stand in the steps that are open; null while it runs.</summary>
    public DateTimeOffset? FirstResponsePausedAt { get; set; }

    /// <summary>The times in which it stood before, as <see cref="SolutionPauses"/>.</summary>
    public string? FirstResponsePauses { get; set; }

    /// <summary>Working time that the policy gives for the first response, in seconds; null when it gives none. Never changed after the response.</summary>
    public int? FirstResponseBudget { get; set; }

    /// <summary>When staff must have written to the reporter; null without a budget and while the clock stands.</summary>
    public DateTimeOffset? FirstResponseDueAt { get; set; }

    /// <summary>When the first response was found late.</summary>
    public DateTimeOffset? FirstResponseBreachedAt { get; set; }

    /// <summary>Since when the clock of the solution stands, because the ball lies with the reporter or LKPP; null while it runs.</summary>
    public DateTimeOffset? SolutionPausedAt { get; set; }

    /// <summary>The times in which it stood before: <c>from-to</c> in UTC milliseconds, separated by blanks; null when there are none.</summary>
    public string? SolutionPauses { get; set; }

    /// <summary>Working time of the office until the end, in seconds, without the times in which the clock stood; null while the ticket is open.</summary>
    public int? SolutionSeconds { get; set; }

    /// <summary>Working time that the policy gives for the solution, in seconds; null when it gives none. Never changed after the end.</summary>
    public int? SolutionBudget { get; set; }

    /// <summary>When the ticket must be over; null without a budget and while the clock stands.</summary>
    public DateTimeOffset? SolutionDueAt { get; set; }

    /// <summary>When the solution was found late.</summary>
    public DateTimeOffset? SolutionBreachedAt { get; set; }

    /// <summary>Revision of the office's calendar that the due times of the ticket's clocks were computed with; null while neither has a budget.</summary>
    public int? ClockCalendarRevision { get; set; }

    /// <summary>Revision of the SLA policy that gave the budgets; null while neither clock has one.</summary>
    public int? ClockPolicyRevision { get; set; }

    /// <summary>When the system ended it because its reporter did not answer; null for every other ticket.</summary>
    public DateTimeOffset? AutoClosedAt { get; set; }

    /// <summary>The ticket that this one goes on with, because that one was ended by the system; null for every other. At most one follows a ticket.</summary>
    public string? FollowsId { get; set; }
}
