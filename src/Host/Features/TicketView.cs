using Alur.Host.Identity;
using Alur.Host.Tickets;

namespace Alur.Host.Features;

/// <summary>A ticket as the API shows it.</summary>
public sealed record TicketView
{
    /// <summary>When staff first wrote to the reporter; null while they have not.</summary>
    public DateTimeOffset? FirstResponseAt { get; init; }

    /// <summary>Working time until then, in seconds.</summary>
    public int? FirstResponseSeconds { get; init; }

    /// <summary>Working time that the policy gives for the first response, in seconds; null when it gives none.</summary>
    public int? FirstResponseBudgetSeconds { get; init; }

    /// <summary>When staff must have written to the reporter; null without a budget and while the clock stands.</summary>
    public DateTimeOffset? FirstResponseDueAt { get; init; }

    /// <summary>When the first response was found late.</summary>
    public DateTimeOffset? FirstResponseBreachedAt { get; init; }

    /// <summary>Working time that the policy gives for the solution, in seconds; null when it gives none.</summary>
    public int? SolutionBudgetSeconds { get; init; }

    /// <summary>When the ticket must be over; null without a budget and while the clock stands.</summary>
    public DateTimeOffset? SolutionDueAt { get; init; }

    /// <summary>When the solution was found late.</summary>
    public DateTimeOffset? SolutionBreachedAt { get; init; }

    /// <summary>Working time until the end, in seconds, without the reporter's and LKPP's; null while it is open.</summary>
    public int? SolutionSeconds { get; init; }

    /// <summary>When the system ended it because its reporter did not answer.</summary>
    public DateTimeOffset? AutoClosedAt { get; init; }

    /// <summary>The ticket that this one goes on with.</summary>
    public string? FollowsId { get; init; }

    /// <summary>Identity, 32 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Number for people, such as <c>011-2026-000123</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Changes with every command; the same as the ETag.</summary>
    public required long Revision { get; init; }

    /// <summary><c>Open</c>, <c>Closed</c> or <c>Cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The step the ticket waits on ("Posisi Tiket"); null when it is over.</summary>
    public string? CurrentStep { get; init; }

    /// <summary>Number of that step on the SOP sheet.</summary>
    public int? CurrentStepNo { get; init; }

    /// <summary>Role whose turn it is.</summary>
    public string? CurrentRole { get; init; }

    /// <summary>Name of who holds the step; null while nobody does.</summary>
    public string? CurrentHolder { get; init; }

    /// <summary>Judul.</summary>
    public required string Title { get; init; }

    /// <summary>What is wrong or wanted, in the reporter's words.</summary>
    public required string Description { get; init; }

    /// <summary>Tipe tiket: <c>Permasalahan</c>, <c>Usulan</c> or <c>Permintaan Layanan</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The application it is about.</summary>
    public required string Application { get; init; }

    /// <summary>The LPSE it is about.</summary>
    public required string Lpse { get; init; }

    /// <summary>Error code, if any.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Tender code, if any.</summary>
    public string? TenderCode { get; init; }

    /// <summary>How it came in: <c>web</c>, <c>telepon</c>, <c>datang langsung</c>, <c>chat</c> or <c>email</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Priority from the office's list; null until the helpdesk set it.</summary>
    public string? Priority { get; init; }

    /// <summary>Who reported it.</summary>
    public required ReporterView Reporter { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was closed or cancelled.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The reporter's rating, 1 to 5.</summary>
    public int? Rating { get; init; }

    /// <summary>The reporter's closing remark.</summary>
    public string? Remark { get; init; }

    /// <summary>LKPP's own number for it.</summary>
    public string? LkppNumber { get; init; }

    /// <summary>True for a trial of a process, which is no work of the office.</summary>
    public bool IsTest { get; init; }

    /// <summary>The tasks somebody must do now.</summary>
    public required IReadOnlyList<TaskView> Tasks { get; init; }

    /// <summary>Incidents that stop it; shown to those who work on tickets or on incidents, null to others.</summary>
    public IReadOnlyList<IncidentView>? Incidents { get; init; }

    /// <summary>The ticket as an actor may see it.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="withAnswers">Whether tasks say how they can be answered.</param>
    public static TicketView Of(TicketCase ticket, Actor actor, bool withAnswers = false)
    {
        var row = ticket.Ticket;
        return new TicketView
        {
            Id = row.Id,
            Number = row.Number,
            Revision = ticket.Revision,
            Status = row.Status.ToString(),
            CurrentStep = row.CurrentStep,
            CurrentStepNo = row.CurrentStepNo,
            CurrentRole = row.CurrentRole,
            CurrentHolder = row.CurrentHolder,
            Title = row.Title,
            Description = row.Description,
            Kind = row.Kind,
            Application = row.Application,
            Lpse = row.Lpse,
            ErrorCode = row.ErrorCode,
            TenderCode = row.TenderCode,
            Channel = row.Channel,
            Priority = row.Priority,
            Reporter = new ReporterView(row.ReporterId, row.ReporterName, row.ReporterNpwp, row.ReporterAddress, row.ReporterUserId, row.ReporterEmail),
            OpenedAt = row.OpenedAt,
            ClosedAt = row.ClosedAt,
            Rating = row.Rating,
            Remark = row.Remark,
            LkppNumber = row.LkppNumber,
            IsTest = row.IsTest,
            FirstResponseAt = row.FirstResponseAt,
            FirstResponseSeconds = row.FirstResponseSeconds,
            SolutionSeconds = row.SolutionSeconds,
            FirstResponseBudgetSeconds = row.FirstResponseBudget,
            FirstResponseDueAt = row.FirstResponseDueAt,
            FirstResponseBreachedAt = row.FirstResponseBreachedAt,
            SolutionBudgetSeconds = row.SolutionBudget,
            SolutionDueAt = row.SolutionDueAt,
            SolutionBreachedAt = row.SolutionBreachedAt,
            AutoClosedAt = row.AutoClosedAt,
            FollowsId = row.FollowsId,
            Tasks = [.. ticket.OpenTasks.Select(task => TaskView.Of(ticket, task, withAnswers))],
            Incidents = actor.IsStaff || actor.Is(Roles.Administrator) ? [.. ticket.State.Incidents.Select(incident => IncidentView.Of(ticket, incident))] : null,
        };
    }
}

/// <summary>Who reported a ticket, as on the form.</summary>
/// <param name="Id">The account that owns the ticket.</param>
/// <param name="Name">Nama.</param>
/// <param name="Npwp">NPWP, digits only.</param>
/// <param name="Address">Alamat.</param>
/// <param name="UserId">User ID in the application.</param>
/// <param name="Email">Mail address.</param>
public sealed record ReporterView(string Id, string Name, string? Npwp, string? Address, string? UserId, string? Email);
