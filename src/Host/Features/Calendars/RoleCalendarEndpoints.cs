using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Storage;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Calendars;

/// <summary>Which calendar a role's time is counted in.</summary>
/// <param name="Role">The role.</param>
/// <param name="CalendarId">Its calendar.</param>
/// <param name="Revision">Assignments so far; 0 while it has the office's without having been assigned one.</param>
/// <param name="ChangedByName">Who assigned it.</param>
/// <param name="ChangedAt">When.</param>
public sealed record RoleCalendarView(string Role, string CalendarId, int Revision, string? ChangedByName, DateTimeOffset? ChangedAt);

/// <summary>The calendar of every role.</summary>
/// <param name="Items">By role.</param>
public sealed record RoleCalendarList(IReadOnlyList<RoleCalendarView> Items);

/// <summary>A calendar for a role.</summary>
/// <param name="CalendarId">The calendar.</param>
/// <param name="Note">Why, at most 2,000 characters.</param>
public sealed record RoleCalendarRequest(string? CalendarId, string? Note = null);

/// <summary>What another calendar for a role would do; nothing is stored.</summary>
/// <param name="Affected">Open tasks whose due time would move.</param>
/// <param name="Next">Give it as <c>after</c> for the next page of them; null on the last.</param>
public sealed record RoleCalendarPreview(IReadOnlyList<AffectedTask> Affected, string? Next);

/// <summary>Which calendar the time of a role is counted in. For Administrators.</summary>
internal static class RoleCalendarEndpoints
{
    private static readonly string[] Performing = [Roles.Pelapor, Roles.Helpdesk, Roles.AdminPpe, Roles.Lkpp, Roles.Supervisor];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/calendar-roles").RequireCommand(Command.ManageCalendars).WithTags(CalendarEndpoints.Tag);
        group.MapGet("", ListAsync).WithSummary("Kalender setiap peran").Produces<RoleCalendarList>();
        group.MapPost("/{role}/preview", PreviewAsync).WithSummary("Pratinjau: tugas terbuka yang bergeser bila peran memakai kalender lain")
            .Produces<RoleCalendarPreview>().Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid);
        group.MapPut("/{role}", PutAsync).WithSummary("Menetapkan kalender sebuah peran, misalnya kalender LKPP").Produces<ChangeStored>()
            .Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid, ProblemKinds.Stale);
    }

    internal static async Task<RoleCalendarList> ListAsync(AlurDb db, CancellationToken cancellationToken)
    {
        var rows = await db.RoleCalendars.AsNoTracking().ToDictionaryAsync(r => r.Role, cancellationToken);
        return new([.. Performing.Select(role => rows.GetValueOrDefault(role) is { } row
            ? new RoleCalendarView(role, row.CalendarId, row.Revision, row.ChangedByName, row.ChangedAt)
            : new RoleCalendarView(role, TimeRules.OfficeCalendar, 0, null, null))]);
    }

    private static async Task<IResult> PreviewAsync(
        string role, RoleCalendarRequest request, string? after, int? limit, CalendarRefresh refresh, AffectedTasks affected, AlurDb db,
        CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, limit, Page.Most, out var page) is { } wrong)
            return wrong.ToResult();
        var rules = await refresh.ReadAsync(cancellationToken);
        if (Check(role, request, rules, out _) is { } refusal)
            return refusal.ToResult();
        var moved = await affected.PageAsync(db, rules.WithRole(role, request.CalendarId!), page.After, page.Limit, cancellationToken);
        return TypedResults.Ok(new RoleCalendarPreview(moved.Items, moved.Next?.ToString()));
    }

    private static async Task<IResult> PutAsync(
        string role, RoleCalendarRequest request, Actor actor, [FromHeader(Name = "If-Match")] string? ifMatch, CalendarStore store, CalendarRefresh refresh,
        CancellationToken cancellationToken)
    {
        if (!IfMatch.TryRead(ifMatch, out var accepted))
            return new Refusal.Malformed(T("Kepala If-Match harus berisi revisi, misalnya \"12\".")).ToResult();
        if (Check(role, request, await refresh.ReadAsync(cancellationToken), out var note) is { } refusal)
            return refusal.ToResult();
        int? from = accepted is { Revisions: [>= 0 and <= int.MaxValue and var only] } ? (int)only : null;
        return await store.AssignAsync(role, request.CalendarId!, from, note, actor, cancellationToken) switch
        {
            TimeRuleResult.Stored stored => Answer.Revised(new ChangeStored(stored.Revision, stored.RecalculationId), stored.Revision),
            TimeRuleResult.Changed changed => new Refusal.Stale(changed.Revision).ToResult(),
            var other => throw new InvalidOperationException($"Expected stored or changed but got {other.GetType().Name}."),
        };
    }

    internal static Refusal? Check(string role, RoleCalendarRequest request, TimeRules rules, out string? note)
    {
        var errors = new FieldErrors();
        note = errors.Optional("note", request.Note, 2_000);
        if (!Performing.Contains(role))
            return new Refusal.NotFound("Peran");
        if (request.CalendarId is not { } id || rules.Find(id) is null)
            errors.Add("calendarId", T("Pilih salah satu: {0}.", string.Join(", ", rules.Calendars.Select(c => c.Id).Order(StringComparer.Ordinal))));
        return errors.Refusal;
    }
}
