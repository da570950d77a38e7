using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Microsoft.AspNetCore.Mvc;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Calendars;

/// <summary>Holidays of a year out of a file, CSV or iCalendar: first what would change, then the change. For Administrators.</summary>
internal static class HolidayEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/calendars/{id}/holidays").RequireCommand(Command.ManageCalendars).WithTags(CalendarEndpoints.Tag);
        group.MapPost("/preview", PreviewAsync).WithSummary("Pratinjau impor hari libur: ditambah, dihapus, diganti nama; tidak menyimpan apa pun")
            .WithDescription("Tahun yang disebut dalam berkas diambil seluruhnya dari berkas; tahun lain tetap. 'except' menyebut tanggal yang bukan libur resmi.")
            .Produces<CalendarPreview>().Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid);
        group.MapPost("/import", ImportAsync).WithSummary("Mengimpor hari libur sebagai revisi berikutnya; If-Match wajib").Produces<ChangeStored>()
            .Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid, ProblemKinds.Stale, ProblemKinds.RevisionRequired);
    }

    private static async Task<IResult> PreviewAsync(
        string id, HolidayImportRequest request, string? after, int? limit, CalendarStore store, CalendarRefresh refresh, AffectedTasks affected, AlurDb db,
        CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, limit, Page.Most, out var page) is { } wrong)
            return wrong.ToResult();
        if (await store.FindAsync(id, cancellationToken) is not { } present)
            return new Refusal.NotFound("Kalender").ToResult();
        var (definition, _, refusal) = Read(request, present);
        if (definition is null)
            return refusal!.ToResult();
        return TypedResults.Ok(
            await CalendarEndpoints.ChangesAsync(id, definition, present, page, await refresh.ReadAsync(cancellationToken), affected, db, cancellationToken));
    }

    private static async Task<IResult> ImportAsync(
        string id, HolidayImportRequest request, Actor actor, [FromHeader(Name = "If-Match")] string? ifMatch, CalendarStore store, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } present)
            return new Refusal.NotFound("Kalender").ToResult();
        var (definition, note, refusal) = Read(request, present);
        if (definition is null)
            return refusal!.ToResult();
        return await CalendarEndpoints.SaveAsync(id, definition, note, present, ifMatch, actor, store, cancellationToken);
    }

    internal static (CalendarDefinition? Definition, string? Note, Refusal? Refusal) Read(HolidayImportRequest request, CalendarRow present)
    {
        var errors = new FieldErrors();
        var note = errors.Optional("note", request.Note, 2_000);
        if (request.Format is not ("csv" or "ics"))
            errors.Add("format", T("Pilih salah satu: csv, ics."));
        if (string.IsNullOrWhiteSpace(request.Text))
            errors.Add("text", T("Wajib diisi."));
        if (errors.Refusal is { } unreadable)
            return (null, null, unreadable);

        var file = request.Format == "csv" ? HolidayCsv.Read(request.Text!) : HolidayIcs.Read(request.Text!);
        foreach (var problem in file.Problems.Take(50))
            errors.Add("text", problem);
        if (request.Except is { Count: > 0 } except)
            file = file with { Holidays = [.. file.Holidays.Where(h => !except.Contains(h.Date))] };
        var before = CalendarDefinition.Parse(present.Document);
        var definition = before with { Holidays = file.Into(before.Holidays) };
        if (file.Problems.Count == 0)
        {
            foreach (var problem in CalendarCheck.Problems(definition))
                errors.Add("text", $"{problem.Path}: {problem.Text}");
        }
        return errors.Refusal is { } refusal ? (null, null, refusal) : (definition, note, null);
    }
}
