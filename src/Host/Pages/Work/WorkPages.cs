using Alur.Host.Features;
using Alur.Host.Features.ListBreaches;
using Alur.Host.Features.ListTasks;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage;

namespace Alur.Host.Pages.Work;

/// <summary>The work list of staff, and what was late.</summary>
internal static class WorkPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/kerja", ListAsync).RequireCommand(Command.ViewTasks);
        pages.MapGet("/terlambat", LateAsync).RequireCommand(Command.ViewBreaches);
    }

    private static async Task<IResult> ListAsync(
        Actor actor, AlurDb db, TimeProvider time, string? view, string? prioritas, string? langkah, string? peran, string? pemegang, string? after,
        CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, null, Page.Most, out var page) is { } wrong)
            return wrong.ToResult();
        view = ListTasks.Views.Contains(view) ? view! : "unclaimed";
        var filter = new WorkFilter(view, WorkFilter.Read(prioritas), WorkFilter.Read(langkah), WorkFilter.Read(peran), WorkFilter.Read(pemegang));
        var list = await WorkList.ReadAsync(db, actor, filter, time.GetUtcNow(), page, cancellationToken);
        return Html.Page<WorkPage>(new { Actor = actor, List = list, Filter = filter });
    }

    private static async Task<IResult> LateAsync(
        Actor actor, AlurDb db, OfficeCalendars calendars, TimeProvider time, string? jam, string? after, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, null, Page.Most, out var page) is { } wrong)
            return wrong.ToResult();
        return ListLateTickets.Read(jam) is { } clock
            ? Html.Page<LatePage>(new
            {
                Actor = actor, Clock = jam, Tickets = await ListLateTickets.ReadAsync(db, calendars, time, clock, page, tests: false, cancellationToken),
            })
            : Html.Page<LatePage>(new { Actor = actor, List = await ListBreaches.ReadAsync(db, calendars, time, page, tests: false, cancellationToken) });
    }
}
