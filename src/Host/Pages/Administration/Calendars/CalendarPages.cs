using System.Globalization;
using System.Text.Json;
using Alur.Host.Features;
using Alur.Host.Features.Calendars;
using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Administration.Calendars;

/// <summary>Calendars as forms. A change is always shown with its effect first; what is then applied is the very document that was shown.</summary>
internal static class CalendarPages
{
    private const string Home = "/admin/kalender";
    private const int LongestFile = 200_000;

    public static void Map(RouteGroupBuilder pages)
    {
        var group = pages.MapGroup("").RequireCommand(Command.ManageCalendars);
        group.MapGet(Home, (Actor actor, AlurDb db, CancellationToken cancellationToken) => ListAsync(actor, db, null, cancellationToken));
        group.MapGet("/admin/kalender-baru", NewAsync);
        group.MapGet(Home + "/{id}", async (string id, Actor actor, CalendarStore store, AlurDb db, CancellationToken cancellationToken) =>
            await store.FindAsync(id, cancellationToken) is { } row
                ? await EditAsync(id, actor, row, db, null, cancellationToken)
                : new Refusal.NotFound("Kalender").ToResult());
        group.MapPost(Home + "/{id}/pratinjau", PreviewAsync);
        group.MapPost(Home + "/{id}/libur", PreviewImportAsync);
        group.MapPost(Home + "/{id}", ApplyAsync);
        group.MapPost("/admin/kalender-peran/{role}/pratinjau", PreviewRoleAsync);
        group.MapPost("/admin/kalender-peran/{role}", ApplyRoleAsync);
    }

    private static async Task<IResult> ListAsync(Actor actor, AlurDb db, Typed? typed, CancellationToken cancellationToken) => Html.Page<CalendarsPage>(
        new
        {
            Actor = actor, List = await CalendarEndpoints.ListAsync(db, cancellationToken), Roles = await RoleCalendarEndpoints.ListAsync(db, cancellationToken), Typed = typed,
        },
        typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);

    private static async Task<IResult> NewAsync(string? id, Actor actor, CalendarStore store, AlurDb db, CancellationToken cancellationToken)
    {
        if (!CalendarEndpoints.IsId(id ?? ""))
            return new Refusal.Invalid("id", T("Id kalender terdiri atas huruf kecil, angka, dan tanda hubung; paling banyak 40 karakter.")).ToResult();
        return await store.FindAsync(id!, cancellationToken) is null ? await EditAsync(id!, actor, null, db, null, cancellationToken) : Html.SeeOther($"{Home}/{id}");
    }

    private static async Task<IResult> EditAsync(string id, Actor actor, CalendarRow? row, AlurDb db, Typed? typed, CancellationToken cancellationToken)
    {
        // A new calendar begins as the office's, with its holidays: most differ in the hours only.
        var calendar = row is not null
            ? CalendarDefinition.Parse(row.Document)
            : OfficeCalendars.Embedded("kepri") with { Name = id, Basis = null };
        var history = await db.Calendars.AsNoTracking().Where(c => c.Id == id).OrderByDescending(c => c.Revision).Take(20)
            .Select(c => new CalendarHistoryItem(c.Revision, c.IsCurrent, c.Note, c.ChangedByName, c.ChangedAt)).ToListAsync(cancellationToken);
        return Html.Page<CalendarPage>(
            new { Actor = actor, Id = id, Calendar = calendar, Row = row, History = history, Typed = typed }, typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> PreviewAsync(
        string id, FormPost form, CalendarStore store, CalendarRefresh refresh, AffectedTasks affected, AlurDb db, CancellationToken cancellationToken)
    {
        var present = await store.FindAsync(id, cancellationToken);
        var errors = new FieldErrors();
        var document = CalendarForm.Read(form, errors);
        var (definition, note, refusal) = CalendarEndpoints.Check(id, new(JsonSerializer.SerializeToElement(document), form["note"]));
        refusal = errors.Refusal ?? (refusal is null ? Stale(form, present) : CalendarForm.AtFields(refusal));
        return refusal is null
            ? await ShowAsync(id, form.Actor, definition!, note, present, refresh, affected, db, cancellationToken)
            : await EditAsync(id, form.Actor, present, db, form.Again("kalender", refusal), cancellationToken);
    }

    private static async Task<IResult> PreviewImportAsync(
        string id, FormPost form, CalendarStore store, CalendarRefresh refresh, AffectedTasks affected, AlurDb db, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } present)
            return new Refusal.NotFound("Kalender").ToResult();
        var errors = new FieldErrors();
        var except = new List<DateOnly>();
        foreach (var text in (form["except"] ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) except.Add(date);
            else errors.Add("except", T("'{0}' bukan tanggal seperti 2027-10-28.", text));
        }
        var content = form["text"];
        if (form.Files.FirstOrDefault() is { } file)
        {
            if (file.Length > LongestFile) errors.Add("text", T("Berkas paling besar {0} kB.", LongestFile / 1000));
            using var reader = new StreamReader(file.OpenReadStream());
            content = file.Length > LongestFile ? null : await reader.ReadToEndAsync(cancellationToken);
        }
        var (definition, note, refusal) = HolidayEndpoints.Read(new(form["format"], content, except, form["note"]), present);
        refusal = errors.Refusal ?? refusal;
        return refusal is null
            ? await ShowAsync(id, form.Actor, definition!, note, present, refresh, affected, db, cancellationToken)
            : await EditAsync(id, form.Actor, present, db, form.Again("libur", refusal), cancellationToken);
    }

    /// <summary>Shows what a calendar would do, with the form that applies just that.</summary>
    internal static async Task<IResult> ShowAsync(
        string id, Actor actor, CalendarDefinition definition, string? note, CalendarRow? present, CalendarRefresh refresh, AffectedTasks affected, AlurDb db,
        CancellationToken cancellationToken)
    {
        var changes = await CalendarEndpoints.ChangesAsync(
            id, definition, present, new(null, PageRequest.Usual), await refresh.ReadAsync(cancellationToken), affected, db, cancellationToken);
        return Html.Page<CalendarPreviewPage>(new
        {
            Actor = actor, What = T("kalender {0}", id), Changes = changes, changes.Affected, HasMore = changes.Next is not null, Apply = $"{Home}/{id}",
            Back = present is null ? Home : $"{Home}/{id}",
            Carried = new Dictionary<string, string>
            {
                ["document"] = CalendarText.Write(definition), ["note"] = note ?? "", ["from"] = changes.FromRevision.ToString(CultureInfo.InvariantCulture),
            },
        });
    }

    private static async Task<IResult> ApplyAsync(string id, FormPost form, CalendarStore store, AlurDb db, CancellationToken cancellationToken)
    {
        if (!FormJson.TryRead(form["document"], out var document))
            return new Refusal.Malformed(T("Formulir ini tidak lengkap. Muat ulang halamannya lalu kirim lagi.")).ToResult();
        var present = await store.FindAsync(id, cancellationToken);
        var (definition, note, refusal) = CalendarEndpoints.Check(id, new(document, form["note"]));
        ChangeStored? stored = null;
        refusal ??= Stale(form, present);
        if (refusal is null)
            (stored, refusal) = await CalendarEndpoints.StoreAsync(id, definition!, note, present, form.Actor, store, cancellationToken);
        return refusal is null
            ? Html.SeeOther($"{Home}/{id}?selesai={(stored!.RecalculationId is null ? "sama" : "terapkan")}")
            : await EditAsync(id, form.Actor, present, db, form.Again("terapkan", refusal), cancellationToken);
    }

    private static async Task<IResult> PreviewRoleAsync(
        string role, FormPost form, CalendarRefresh refresh, AffectedTasks affected, AlurDb db, CancellationToken cancellationToken)
    {
        var rules = await refresh.ReadAsync(cancellationToken);
        var request = new RoleCalendarRequest(form["calendarId"], form["note"]);
        if (RoleCalendarEndpoints.Check(role, request, rules, out _) is { } refusal)
            return refusal is Refusal.NotFound ? refusal.ToResult() : await ListAsync(form.Actor, db, form.Again("peran-" + role, refusal), cancellationToken);
        var moved = await affected.PageAsync(db, rules.WithRole(role, request.CalendarId!), null, PageRequest.Usual, cancellationToken);
        return Html.Page<CalendarPreviewPage>(new
        {
            form.Actor, What = T("peran {0} memakai kalender {1}", Tickets.RoleNames.Show(role), request.CalendarId), Affected = moved.Items, HasMore = moved.Next is not null,
            Apply = $"/admin/kalender-peran/{role}", Back = Home, Carried = new Dictionary<string, string> { ["calendarId"] = request.CalendarId! },
        });
    }

    private static async Task<IResult> ApplyRoleAsync(string role, FormPost form, CalendarStore store, CalendarRefresh refresh, AlurDb db, CancellationToken cancellationToken)
    {
        var request = new RoleCalendarRequest(form["calendarId"], form["note"]);
        if (RoleCalendarEndpoints.Check(role, request, await refresh.ReadAsync(cancellationToken), out var note) is { } refusal)
            return refusal is Refusal.NotFound ? refusal.ToResult() : await ListAsync(form.Actor, db, form.Again("peran-" + role, refusal), cancellationToken);
        return await store.AssignAsync(role, request.CalendarId!, null, note, form.Actor, cancellationToken) switch
        {
            TimeRuleResult.Stored { RecalculationId: null } => Html.SeeOther(Home + "?selesai=sama"),
            TimeRuleResult.Stored => Html.SeeOther(Home + "?selesai=terapkan"),
            TimeRuleResult.Changed changed => await ListAsync(form.Actor, db, form.Again("peran-" + role, new Refusal.Stale(changed.Revision)), cancellationToken),
            var other => throw new InvalidOperationException($"Expected stored or changed but got {other.GetType().Name}."),
        };
    }

    private static Refusal.Stale? Stale(FormPost form, CalendarRow? present)
    {
        var revision = present?.Revision ?? 0;
        return form["from"] == revision.ToString(CultureInfo.InvariantCulture) ? null : new Refusal.Stale(revision);
    }
}
