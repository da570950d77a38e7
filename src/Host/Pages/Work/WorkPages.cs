using System.Globalization;
using Alur.Host.Features;
using Alur.Host.Features.AcknowledgeBreach;
using Alur.Host.Features.AssignTask;
using Alur.Host.Features.ClaimTask;
using Alur.Host.Features.ListBreaches;
using Alur.Host.Features.SavedViews;
using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Work;

/// <summary>The work list of staff with what can be done with many tasks at once, and what was late.</summary>
internal static class WorkPages
{
    internal const string Picked = "tugas";

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/kerja", ListAsync).RequireCommand(Command.ViewTasks);
        pages.MapPost("/kerja/ambil", ClaimAsync).RequireCommand(Command.ClaimTask);
        pages.MapPost("/kerja/serahkan", AssignAsync).RequireCommand(Command.AssignTask);
        pages.MapPost("/kerja/tampilan", KeepAsync).RequireCommand(Command.ViewTasks);
        pages.MapPost("/kerja/tampilan/{id}", RenameAsync).RequireCommand(Command.ViewTasks);
        pages.MapPost("/kerja/tampilan/{id}/hapus", async (string id, FormPost form, SavedViews views) =>
            // A double click removes once and is told so twice.
            await views.RemoveAsync(id, form.Actor) is { } refusal and not Refusal.NotFound ? refusal.ToResult() : Html.SeeOther(FilterOf(form).Path)).RequireCommand(Command.ViewTasks);
        pages.MapGet("/terlambat", LateAsync).RequireCommand(Command.ViewBreaches);
        pages.MapPost("/terlambat/tangani", AcknowledgeAsync).RequireCommand(Command.AcknowledgeBreach);
    }

    private static async Task<IResult> ListAsync(
        Actor actor, WorkDesks desks, string? view, string? prioritas, string? langkah, string? peran, string? pemegang, string? after, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, null, Page.Most, out var page) is { } wrong)
            return wrong.ToResult();
        return WorkFilter.Of(WorkFilter.Views.Contains(view) ? view : null, prioritas, langkah, peran, pemegang, out var filter) is { } bad
            ? bad.ToResult()
            : Html.Page<WorkPage>(new { Desk = await desks.ReadAsync(actor, filter, page, cancellationToken) });
    }

    private static async Task<IResult> ClaimAsync(FormPost form, BulkTasks bulk, WorkDesks desks, CancellationToken cancellationToken)
    {
        var tasks = PickedOf(form);
        return BulkTasks.WhyNot(tasks) is { } wrong
            ? await AgainAsync(form, desks, form.Again("pilih", wrong), null, "", cancellationToken)
            : await AgainAsync(
                form, desks, null, await bulk.RunAsync(tasks, form.Actor, form.Once, (id, revision) => new ClaimTask(id, form.Actor, revision), cancellationToken), T("diambil"),
                cancellationToken);
    }

    private static async Task<IResult> AssignAsync(FormPost form, BulkTasks bulk, WorkDesks desks, AccountDirectory accounts, CancellationToken cancellationToken)
    {
        var tasks = PickedOf(form);
        var to = form["userId"] is { Length: > 0 and <= 64 } userId ? (await accounts.FindActiveAsync(userId, cancellationToken))?.Actor : null;
        if ((BulkTasks.WhyNot(tasks) ?? (to is null ? new Refusal.Invalid("userId", T("Pilih petugas yang akan mengerjakannya.")) : null)) is { } wrong)
            return await AgainAsync(form, desks, form.Again("pilih", wrong), null, "", cancellationToken);
        var answer = await bulk.RunAsync(tasks, form.Actor, form.Once, (id, revision) => new AssignTask(id, form.Actor, to, revision), cancellationToken);
        return await AgainAsync(form, desks, null, answer, T("diserahkan kepada {0}", to!.Name), cancellationToken);
    }

    private static async Task<IResult> KeepAsync(FormPost form, SavedViews views, WorkDesks desks, CancellationToken cancellationToken)
    {
        var filter = FilterOf(form);
        var (_, refusal) = await views.KeepAsync(form["name"], filter, form.Actor, cancellationToken);
        return refusal is null ? Html.SeeOther(filter.Path) : await AgainAsync(form, desks, form.Again("tampilan", refusal), null, "", cancellationToken);
    }

    private static async Task<IResult> RenameAsync(string id, FormPost form, SavedViews views, WorkDesks desks, CancellationToken cancellationToken)
    {
        var (_, refusal) = await views.RenameAsync(id, form["name"], form.Actor, cancellationToken);
        return refusal switch
        {
            null => Html.SeeOther(FilterOf(form).Path),
            Refusal.NotFound => refusal.ToResult(),
            _ => await AgainAsync(form, desks, form.Again("tampilan-" + id, refusal), null, "", cancellationToken),
        };
    }

    /// <summary>The list as it is now, with what became of the form. Sent again by reloading, the form does nothing twice.</summary>
    private static async Task<IResult> AgainAsync(FormPost form, WorkDesks desks, Typed? typed, BulkAnswer? answer, string verb, CancellationToken cancellationToken)
    {
        _ = PageRequest.Read(null, null, Page.Most, out var first);
        return Html.Page<WorkPage>(
            new
            {
                Desk = await desks.ReadAsync(form.Actor, FilterOf(form), first, cancellationToken), Typed = typed, Answer = answer, Verb = verb,
            },
            typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);
    }

    // A hidden field that somebody has bent shows the whole list; nothing is decided by it.
    private static WorkFilter FilterOf(FormPost form) =>
        WorkFilter.Of(form["view"], form["prioritas"], form["langkah"], form["peran"], form["pemegang"], out var filter) is null ? filter : new WorkFilter(WorkFilter.Views[0]);

    /// <summary>The ticked boxes: each the task, a colon, and the revision of its ticket as it was shown.</summary>
    private static List<BulkItem> PickedOf(FormPost form) =>
    [
        .. form.All(Picked).Select(text => text.Split(':', 2)).Select(parts =>
            new BulkItem(parts[0], parts.Length > 1 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null)),
    ];

    private static async Task<IResult> LateAsync(
        Actor actor, AlurDb db, OfficeCalendars calendars, TimeProvider time, string? jam, string? ditangani, string? after, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, null, Page.Most, out var page) is { } wrong)
            return wrong.ToResult();
        return ListLateTickets.Read(jam) is { } clock
            ? Html.Page<LatePage>(new
            {
                Actor = actor, Clock = jam, Tickets = await ListLateTickets.ReadAsync(db, calendars, time, clock, page, tests: false, cancellationToken),
            })
            : Html.Page<LatePage>(new { Actor = actor, List = await BreachesAsync(db, calendars, time, ditangani, page, cancellationToken), Shown = ShownOf(ditangani) });
    }

    /// <summary>Says of the ticked late steps that the reader has seen to them. Sent again by reloading, the form says nothing twice.</summary>
    private static async Task<IResult> AcknowledgeAsync(
        FormPost form, BulkTasks bulk, AlurDb db, OfficeCalendars calendars, TimeProvider time, CancellationToken cancellationToken)
    {
        var tasks = form.All(Picked).Select(id => new BulkItem(id)).ToList();
        var (remark, bad) = AcknowledgeBreach.Read(form["remark"]);
        var wrong = bad ?? BulkTasks.WhyNot(tasks);
        var answer = wrong is not null
            ? null
            : await bulk.RunAsync(tasks, form.Actor, form.Once, (id, revision) => new AcknowledgeBreach(id, remark, form.Actor, revision), cancellationToken);
        _ = PageRequest.Read(null, null, Page.Most, out var first);
        return Html.Page<LatePage>(
            new
            {
                form.Actor, List = await BreachesAsync(db, calendars, time, form["ditangani"], first, cancellationToken), Shown = ShownOf(form["ditangani"]), Answer = answer,
                Typed = wrong is null ? null : form.Again("tangani", wrong),
            },
            wrong?.Kind.Status ?? StatusCodes.Status200OK);
    }

    private static Task<BreachPage> BreachesAsync(
        AlurDb db, OfficeCalendars calendars, TimeProvider time, string? shown, PageRequest page, CancellationToken cancellationToken) =>
        ListBreaches.ReadAsync(db, calendars, time, page, tests: false, ShownOf(shown) is { } one ? one == LatePage.Seen : null, cancellationToken);

    private static string? ShownOf(string? shown) => shown is LatePage.Waiting or LatePage.Seen ? shown : null;
}
