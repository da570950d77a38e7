using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Features.ListTasks;

/// <summary>The work list: what waits for the actor's roles, what the actor holds, what is late. A supervisor sees all roles.</summary>
internal static class ListTasks
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tasks", async (
            Actor actor, AlurDb db, TimeProvider time, CancellationToken cancellationToken, string? view = null, string? priority = null, string? step = null, string? after = null,
            int? limit = null, bool? tests = null) =>
        {
            if (PageRequest.Read(after, limit, Page.Most, out var page) is { } wrong)
                return wrong.ToResult();
            if (WorkFilter.Read(view, priority, step, out var filter) is { } bad)
                return bad.ToResult();

            if (Query(db, actor, filter.View, time.GetUtcNow(), page.After) is not { } tasks)
                return Results.Ok(new Page<TaskView>([], null));
            tasks = filter.Apply(tasks);
            if (tests != true)
                tasks = WithoutTrials(db, actor, filter.View, tasks);
            var rows = await ListedTask.ReadAsync(db, tasks.Take(page.Limit + 1), cancellationToken);
            var ordered = rows.OrderBy(row => KeyOf(filter.View, row.Task)).ThenBy(row => row.Task.Id, StringComparer.Ordinal).ToList();
            return Results.Ok(Page.Of(page, ordered, row => row.View, row => new Cursor(KeyOf(filter.View, row.Task), row.Task.Id)));
        })
        .IsTicketQuestion<Page<TaskView>>(Command.ViewTasks, TicketRoutes.Tasks, "Daftar kerja: belum diambil, milik sendiri, terlambat, atau semua", ProblemKinds.Invalid)
        .WithDescription("view: unclaimed (bawaan), mine, overdue, all; dapat disaring dengan priority dan step (nomor langkah). Urut dari yang terlama; 'next' untuk halaman berikutnya. Supervisor melihat semua peran. Uji coba orang lain hanya dengan tests=true.");

    /// <summary>A trial's steps are its starter's alone; others see them only if they ask.</summary>
    internal static IQueryable<TaskRow> WithoutTrials(AlurDb db, Actor actor, string view, IQueryable<TaskRow> tasks) => view is "overdue" or "all"
        ? tasks.Where(task => task.AssigneeId == actor.Id || !db.Tickets.Any(ticket => ticket.Id == task.InstanceId && ticket.IsTest))
        : tasks;

    /// <summary>The view's tasks; null when it holds nothing whatever is stored.</summary>
    internal static IQueryable<TaskRow>? Query(AlurDb db, Actor actor, string view, DateTimeOffset now, Cursor? after)
    {
        if (view == "mine")
            return WorkLists.Mine(db, actor.Id, after);
        // Null stands for all roles. The reporter's steps are nobody's but the reporter's.
        var all = CommandMatrix.ScopeOf(actor, Command.ViewTasks) == Scope.All;
        string[]? roles = all ? null : [.. CommandMatrix.RolesThatReachTheirs(actor, Command.ViewTasks)];
        if (roles is { Length: 0 })
            return OfReporter(db, actor, view, now, after);
        return view switch
        {
            "unclaimed" => roles is null ? WorkLists.AllOpen(db, null, after).Where(task => task.State == TaskState.Open) : WorkLists.Unclaimed(db, roles, after),
            "overdue" => WorkLists.Overdue(db, roles, now, after),
            _ => WorkLists.AllOpen(db, roles, after),
        };
    }

    /// <summary>A reporter's work is what waits for him; nothing of it is ever unclaimed.</summary>
    private static IQueryable<TaskRow>? OfReporter(AlurDb db, Actor actor, string view, DateTimeOffset now, Cursor? after) => view switch
    {
        "unclaimed" => null,
        "overdue" => WorkLists.Overdue(db, null, now, after).Where(task => task.AssigneeId == actor.Id),
        _ => WorkLists.Mine(db, actor.Id, after),
    };

    private static DateTimeOffset KeyOf(string view, TaskRow task) => view == "overdue" ? task.DueAt!.Value : task.OpenedAt;
}
