using System.Globalization;
using Alur.Host.Features.Calendars;
using Alur.Host.Features.Delivery;
using Alur.Host.Identity;
using Alur.Host.Setup;
using Alur.Host.Pages.Administration.Calendars;
using Alur.Host.Pages.Administration.Notices;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Mail;
using Alur.Host.Sla.Notices;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Administration.Setup;

/// <summary>
/// The steps of setting the host up that follow the account. Each is a form over what its own page does, stores at once, and remembers how far one has come: whoever
/// reloads, stops or comes back after a restart goes on there.
/// </summary>
internal static class SetupPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        var group = pages.MapGroup(SetupSteps.Home).RequireCommand(Command.ManageOffice);
        group.MapGet("", async (StoredSettings stored, CancellationToken cancellationToken) =>
        {
            var step = await SetupMarks.ReadAsync(stored, SetupMarks.Wizard, cancellationToken);
            return Html.SeeOther(SetupSteps.PathOf(SetupSteps.All[SetupSteps.IndexOf(step)].Step));
        });
        group.MapGet("/kantor", (Actor actor, OfficeKeeper office, CancellationToken cancellationToken) => OfficeAsync(actor, office, null, cancellationToken));
        group.MapPost("/kantor", SaveOfficeAsync);
        group.MapGet("/kalender", (Actor actor, CalendarStore calendars, CancellationToken cancellationToken) =>
            CalendarAsync(actor, calendars, null, cancellationToken));
        pages.MapPost(SetupSteps.PathOf("kalender"), ConfirmCalendarAsync).RequireCommand(Command.ManageCalendars);
        group.MapGet("/surel", (Actor actor, MailSettingsSource source, TestMail mail, CancellationToken cancellationToken) =>
            MailAsync(actor, source, mail, null, null, null, cancellationToken));
        pages.MapPost(SetupSteps.PathOf("surel"), SaveMailAsync).RequireCommand(Command.ManageNotices);
        group.MapGet("/" + SetupSteps.Last, async (Actor actor, Checklist list, CancellationToken cancellationToken) =>
            Html.Page<DoneStep>(new { Actor = actor, List = await list.ReadAsync(cancellationToken) }));
        group.MapPost("/{step}/lewati", async (string step, FormPost form, OfficeKeeper office, StoredSettings stored, CancellationToken cancellationToken) =>
            SetupSteps.All.Any(one => one.Step == step)
                ? await GoOnAsync(step, form.Actor, office, stored, cancellationToken)
                : new Refusal.NotFound("Langkah penyiapan").ToResult());
        group.MapPost("/cadangan", async (FormPost form, OfficeKeeper office) =>
        {
            await office.MarkAsync(SetupMarks.Backup, form.Actor.Name, "setup.backup", form.Actor);
            return Html.SeeOther("/admin");
        });
        group.MapPost("/sembunyikan", async (FormPost form, OfficeKeeper office, Checklist list, CancellationToken cancellationToken) =>
        {
            // What is missing is not put away.
            if ((await list.ReadAsync(cancellationToken)).Items.FirstOrDefault(item => !item.IsDone) is { } missing)
                return new Refusal.WrongState(T("Daftar penyiapan"), T("lengkap"), T("belum: {0}", missing.Title)).ToResult();
            await office.MarkAsync(SetupMarks.Hidden, form.Actor.Name, "setup.hide", form.Actor);
            return Html.SeeOther("/admin");
        });
    }

    private static async Task<IResult> OfficeAsync(Actor actor, OfficeKeeper office, Typed? typed, CancellationToken cancellationToken) =>
        Html.Page<OfficeStep>(
            new { Actor = actor, Office = await office.ReadAsync(cancellationToken), Typed = typed }, typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);

    private static async Task<IResult> SaveOfficeAsync(FormPost form, OfficeKeeper office, StoredSettings stored, CancellationToken cancellationToken) =>
        await office.SaveAsync(new(form["name"], form["publicAddress"]), form.Actor, cancellationToken) is { } refusal
            ? await OfficeAsync(form.Actor, office, form.Again("kantor", refusal), cancellationToken)
            : await GoOnAsync("kantor", form.Actor, office, stored, cancellationToken);

    private static async Task<IResult> CalendarAsync(Actor actor, CalendarStore calendars, Typed? typed, CancellationToken cancellationToken)
    {
        var row = await OfficeRowAsync(calendars, cancellationToken);
        return Html.Page<CalendarStep>(
            new { Actor = actor, Calendar = CalendarDefinition.Parse(row.Document), row.Revision, Typed = typed }, typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> ConfirmCalendarAsync(
        FormPost form, CalendarStore calendars, CalendarRefresh refresh, AffectedTasks affected, AlurDb db, OfficeKeeper office, StoredSettings stored,
        CancellationToken cancellationToken)
    {
        var row = await OfficeRowAsync(calendars, cancellationToken);
        var present = CalendarDefinition.Parse(row.Document);
        var zone = form["zone"] ?? "";
        Refusal? refusal = null;
        // What is confirmed is what was shown.
        if (form["from"] != row.Revision.ToString(CultureInfo.InvariantCulture))
            refusal = new Refusal.Stale(row.Revision);
        else if (zone != present.Zone && CalendarStep.Known.All(one => one.Value != zone))
            refusal = new Refusal.Invalid("zone", T("Pilih WIB, WITA, atau WIT."));
        else if (zone != present.Zone)
        {
            const string note = "Zona waktu pada penyiapan.";
            var wanted = present with { Zone = zone };
            // Once there is work, its due times would move: then the effect is shown first, as on the calendar's own page.
            if (await db.Tasks.AnyAsync(task => task.State == TaskState.Open || task.State == TaskState.Claimed, cancellationToken))
                return await CalendarPages.ShowAsync(TimeRules.OfficeCalendar, form.Actor, wanted, note, row, refresh, affected, db, cancellationToken);
            (_, refusal) = await CalendarEndpoints.StoreAsync(TimeRules.OfficeCalendar, wanted, note, row, form.Actor, calendars, cancellationToken);
        }
        if (refusal is not null)
            return await CalendarAsync(form.Actor, calendars, form.Again("kalender", refusal), cancellationToken);
        await office.MarkAsync(SetupMarks.Calendar, form.Actor.Name, "setup.calendar", form.Actor);
        return await GoOnAsync("kalender", form.Actor, office, stored, cancellationToken);
    }

    private static async Task<CalendarRow> OfficeRowAsync(CalendarStore calendars, CancellationToken cancellationToken) =>
        await calendars.FindAsync(TimeRules.OfficeCalendar, cancellationToken) ?? throw new InvalidOperationException("Expected the office's calendar but there is none.");

    private static async Task<IResult> MailAsync(
        Actor actor, MailSettingsSource source, TestMail mail, Typed? typed, string? to, TestMailResult? test, CancellationToken cancellationToken) =>
        Html.Page<MailStep>(
            new
            {
                Actor = actor, Settings = await MailSettingsEndpoints.ShowAsync(source, cancellationToken), To = to ?? await mail.OwnAsync(actor, cancellationToken),
                Typed = typed, Test = test,
            },
            typed?.Wrong?.Kind.Status ?? StatusCodes.Status200OK);

    private static async Task<IResult> SaveMailAsync(
        FormPost form, MailSettingsSource source, OfficeKeeper office, OperatorRecords records, TestMail mail, StoredSettings stored, CancellationToken cancellationToken)
    {
        var actor = form.Actor;
        var request = await KeptNameAsync(NoticePages.MailRequestOf(form), source, cancellationToken);
        if (await MailSettingsEndpoints.SaveAsync(request, source, records, actor, cancellationToken) is { } refusal)
            return await MailAsync(actor, source, mail, form.Again("surel", refusal), null, null, cancellationToken);
        if (form["act"] != "test")
            return await GoOnAsync("surel", actor, office, stored, cancellationToken);
        var (test, wrong) = await mail.SendAsync(form["to"], TestMail.Words, actor, cancellationToken);
        return await MailAsync(actor, source, mail, wrong is null ? null : form.Again("surel", wrong), form["to"], test, cancellationToken);
    }

    // This step does not ask for the sender's name, so it must not take away one that was chosen.
    private static async Task<MailSettingsRequest> KeptNameAsync(MailSettingsRequest request, MailSettingsSource source, CancellationToken cancellationToken) =>
        request with { FromName = (await source.ReadAsync(cancellationToken))?.FromName };

    /// <summary>The next step, remembered as far as one has come; who goes back to an earlier step loses nothing.</summary>
    private static async Task<IResult> GoOnAsync(string step, Actor actor, OfficeKeeper office, StoredSettings stored, CancellationToken cancellationToken)
    {
        var next = SetupSteps.After(step);
        var reached = await SetupMarks.ReadAsync(stored, SetupMarks.Wizard, cancellationToken);
        if (reached is null || SetupSteps.IndexOf(next) > SetupSteps.IndexOf(reached))
            await office.MarkAsync(SetupMarks.Wizard, next, "setup.step", actor);
        return Html.SeeOther(SetupSteps.PathOf(next));
    }
}
