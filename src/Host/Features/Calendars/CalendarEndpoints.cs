using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Calendars;

/// <summary>Working-time calendars: list, read, history, preview and the next revision. For Administrators.</summary>
internal static class CalendarEndpoints
{
    public const string Tag = "Kalender kerja";
    private const int LongestId = 40;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/calendars").RequireCommand(Command.ManageCalendars).WithTags(Tag);
        group.MapGet("", ListAsync).WithSummary("Daftar kalender kerja").Produces<CalendarList>();
        group.MapGet("/{id}", ReadAsync).WithSummary("Kalender pada revisi sekarang, atau pada ?revision=").Produces<CalendarView>()
            .Refuses(ProblemKinds.NotFound);
        group.MapGet("/{id}/history", HistoryAsync).WithSummary("Riwayat revisi, terbaru lebih dahulu").Produces<Page<CalendarHistoryItem>>()
            .Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid);
        group.MapPost("/{id}/preview", PreviewAsync).WithSummary("Pratinjau: apa yang berubah dan tugas terbuka mana yang bergeser; tidak menyimpan apa pun")
            .Produces<CalendarPreview>().Refuses(ProblemKinds.Invalid);
        group.MapPut("/{id}", PutAsync).WithSummary("Menyimpan revisi berikutnya; If-Match wajib untuk kalender yang sudah ada").Produces<ChangeStored>()
            .Refuses(ProblemKinds.Invalid, ProblemKinds.Stale, ProblemKinds.RevisionRequired);
    }

    internal static async Task<CalendarList> ListAsync(AlurDb db, CancellationToken cancellationToken)
    {
        var rows = await db.Calendars.AsNoTracking().Where(c => c.IsCurrent).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        var roles = await db.RoleCalendars.AsNoTracking().OrderBy(r => r.Role).ToListAsync(cancellationToken);
        return new([.. rows.Select(row =>
        {
            var calendar = CalendarDefinition.Parse(row.Document);
            return new CalendarListItem(
                row.Id, row.Revision, calendar.Name, calendar.Zone, [.. roles.Where(r => r.CalendarId == row.Id).Select(r => r.Role)], row.ChangedByName, row.ChangedAt);
        })]);
    }

    private static async Task<IResult> ReadAsync(string id, int? revision, AlurDb db, CancellationToken cancellationToken)
    {
        var row = await db.Calendars.AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == id && (revision == null ? c.IsCurrent : c.Revision == revision), cancellationToken);
        return row is null ? new Refusal.NotFound("Kalender").ToResult() : Answer.Revised(CalendarView.Of(row), row.Revision);
    }

    private static async Task<IResult> HistoryAsync(string id, string? after, int? limit, AlurDb db, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, limit, Page.Most, out var page) is { } wrong)
            return wrong.ToResult();
        var below = int.MaxValue;
        if (page.After is { } last && !int.TryParse(last.Id, out below))
            return new Refusal.Invalid("after", T("bukan penanda halaman dari daftar ini")).ToResult();
        var rows = await db.Calendars.AsNoTracking().Where(c => c.Id == id && c.Revision < below).OrderByDescending(c => c.Revision).Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        return rows.Count == 0 && page.After is null
            ? new Refusal.NotFound("Kalender").ToResult()
            : TypedResults.Ok(Page.Of(
                page, rows, row => new CalendarHistoryItem(row.Revision, row.IsCurrent, row.Note, row.ChangedByName, row.ChangedAt),
                row => new Cursor(row.ChangedAt, row.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    private static async Task<IResult> PreviewAsync(
        string id, CalendarRequest request, string? after, int? limit, CalendarStore store, CalendarRefresh refresh, AffectedTasks affected, AlurDb db,
        CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, limit, Page.Most, out var page) is { } wrong)
            return wrong.ToResult();
        var (definition, _, refusal) = Check(id, request);
        if (definition is null)
            return refusal!.ToResult();
        return TypedResults.Ok(await ChangesAsync(
            id, definition, await store.FindAsync(id, cancellationToken), page, await refresh.ReadAsync(cancellationToken), affected, db, cancellationToken));
    }

    /// <summary>What a calendar in place of the present one would do.</summary>
    internal static async Task<CalendarPreview> ChangesAsync(
        string id, CalendarDefinition definition, CalendarRow? present, PageRequest page, TimeRules rules, AffectedTasks affected, AlurDb db,
        CancellationToken cancellationToken)
    {
        var before = present is null ? null : CalendarDefinition.Parse(present.Document);
        var revision = present?.Revision ?? 0;
        var proposed = rules.With(new CalendarRevision(id, revision + 1, new WorkingCalendar(definition)));
        var moved = await affected.PageAsync(db, proposed, page.After, page.Limit, cancellationToken);
        var bare = definition with { Holidays = [] };
        return new(
            revision,
            before is null || CalendarText.Write(bare) != CalendarText.Write(before with { Holidays = [], Name = bare.Name, Basis = bare.Basis }),
            HolidayChanges.Between(before?.Holidays ?? [], definition.Holidays),
            moved.Items,
            moved.Next?.ToString());
    }

    private static async Task<IResult> PutAsync(
        string id, CalendarRequest request, Actor actor, [FromHeader(Name = "If-Match")] string? ifMatch, CalendarStore store,
        CancellationToken cancellationToken)
    {
        var (definition, note, refusal) = Check(id, request);
        if (definition is null)
            return refusal!.ToResult();
        return await SaveAsync(id, definition, note, await store.FindAsync(id, cancellationToken), ifMatch, actor, store, cancellationToken);
    }

    /// <summary>Stores a calendar in place of the one that was read, if the caller knew that one.</summary>
    internal static async Task<IResult> SaveAsync(
        string id, CalendarDefinition definition, string? note, CalendarRow? present, string? ifMatch, Actor actor, CalendarStore store, CancellationToken cancellationToken)
    {
        if (!IfMatch.TryRead(ifMatch, out var accepted))
            return new Refusal.Malformed(T("Kepala If-Match harus berisi revisi, misalnya \"12\".")).ToResult();
        var revision = present?.Revision ?? 0;
        if (accepted is not null && !accepted.Accepts(revision))
            return new Refusal.Stale(revision).ToResult();
        if (present is not null && ifMatch is null)
            return new Refusal.RevisionRequired(revision).ToResult();
        var (stored, refusal) = await StoreAsync(id, definition, note, present, actor, store, cancellationToken);
        return stored is null ? refusal!.ToResult() : Answer.Revised(stored, stored.Revision);
    }

    /// <summary>Stores a calendar in place of the one that was read, unless it says the same.</summary>
    internal static async Task<(ChangeStored? Stored, Refusal? Refusal)> StoreAsync(
        string id, CalendarDefinition definition, string? note, CalendarRow? present, Actor actor, CalendarStore store, CancellationToken cancellationToken)
    {
        var revision = present?.Revision ?? 0;
        if (present is not null && present.Document == CalendarText.Write(definition))
            return (new ChangeStored(revision, null), null);
        return await store.SaveAsync(id, definition, revision, note, actor, cancellationToken) switch
        {
            TimeRuleResult.Stored stored => (new ChangeStored(stored.Revision, stored.RecalculationId), null),
            TimeRuleResult.Changed changed => (null, new Refusal.Stale(changed.Revision)),
            var other => throw new InvalidOperationException($"Expected stored or changed but got {other.GetType().Name}."),
        };
    }

    internal static (CalendarDefinition? Definition, string? Note, Refusal? Refusal) Check(string id, CalendarRequest request)
    {
        var errors = new FieldErrors();
        if (!IsId(id))
            errors.Add("id", T("Id kalender terdiri atas huruf kecil, angka, dan tanda hubung; paling banyak {0} karakter.", LongestId));
        var note = errors.Optional("note", request.Note, 2_000);
        var definition = CalendarText.Read(request.Document, out var problems);
        foreach (var problem in problems)
            errors.Add("document" + problem.Path[1..], problem.Text);
        return errors.Refusal is { } refusal ? (null, null, refusal) : (definition, note, null);
    }

    internal static bool IsId(string id) => id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
