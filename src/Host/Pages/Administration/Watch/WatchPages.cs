using System.Globalization;
using Alur.Host.Features;
using Alur.Host.Features.Delivery;
using Alur.Host.Identity;
using Alur.Host.Setup;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;

namespace Alur.Host.Pages.Administration.Watch;

/// <summary>What an Administrator watches: the outbox with its dead letters, who did what, and how the host is.</summary>
internal static class WatchPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        var group = pages.MapGroup("/admin").RequireCommand(Command.ManageNotices);
        group.MapGet("", async (Actor actor, Checklist list, AlurDb db, CancellationToken cancellationToken) =>
            Html.Page<AdminPage>(new { Actor = actor, List = await list.ReadAsync(cancellationToken), Waiting = await AccountRequests.CountAsync(db, cancellationToken) }));
        group.MapGet("/kiriman", (Actor actor, AlurDb db, string? state, string? after, CancellationToken cancellationToken) =>
            OutboxAsync(actor, db, state, after, null, cancellationToken));
        group.MapPost("/kiriman/{id}/ulang", async (string id, FormPost form, AlurDb db, OperatorRecords records, TimeProvider time, CancellationToken cancellationToken) =>
            await OutboxEndpoints.RetryAsync(id, db, records, time, form.Actor, cancellationToken) is { } refusal ? refusal.ToResult() : Html.SeeOther("/admin/kiriman?selesai=kirim"));
        group.MapPost("/kiriman/{id}/buang", async (string id, FormPost form, AlurDb db, OperatorRecords records, CancellationToken cancellationToken) =>
            await OutboxEndpoints.DiscardAsync(id, form["reason"], db, records, form.Actor, cancellationToken) switch
            {
                null => Html.SeeOther("/admin/kiriman?selesai=buang"),
                Refusal.Invalid wrong => await OutboxAsync(form.Actor, db, null, null, form.Again("buang-" + id, wrong), cancellationToken),
                var refusal => refusal.ToResult(),
            });
        group.MapPost("/kiriman/tenggat/{id}/ulang", async (string id, FormPost form, OperatorRecords records) =>
            await SetAsideEndpoints.RerunDeadlineAsync(id, records, form.Actor) is { } refusal ? refusal.ToResult() : Html.SeeOther("/admin/kiriman?selesai=kirim"));
        group.MapPost("/kiriman/pengatur/{instanceId}/{activityId}/{visit}/ulang", async (
                string instanceId, string activityId, string visit, FormPost form, OperatorRecords records) =>
            await SetAsideEndpoints.RerunTimerAsync(instanceId, activityId, visit, records, form.Actor) is { } refusal
                ? refusal.ToResult()
                : Html.SeeOther("/admin/kiriman?selesai=kirim"));
        group.MapGet("/catatan", async (Actor actor, AlurDb db, string? after, CancellationToken cancellationToken) =>
            PageRequest.Read(after, null, Page.Most, out var page) is { } wrong
                ? wrong.ToResult()
                : Html.Page<AuditPage>(new { Actor = actor, List = await OperationEndpoints.ReadAsync(db, page, cancellationToken) }));
        group.MapGet("/kesehatan", async (Actor actor, HealthCheck health, CancellationToken cancellationToken) =>
            Html.Page<HealthPage>(new { Actor = actor, State = await health.ReadAsync(cancellationToken) }));
    }

    private static async Task<IResult> OutboxAsync(Actor actor, AlurDb db, string? state, string? after, Typed? typed, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, null, Page.Most, out var page) is { } wrong)
            return wrong.ToResult();
        var (list, refusal) = await OutboxEndpoints.ReadAsync(db, state, null, null, page, cancellationToken);
        if (list is null)
            return refusal!.ToResult();
        var first = new PageRequest(null, PageRequest.Usual);
        return Html.Page<OutboxPage>(
            new
            {
                Actor = actor, List = list, State = state ?? "", Typed = typed, Deadlines = (await SetAsideEndpoints.DeadlinesAsync(db, first, cancellationToken)).Items,
                Timers = (await SetAsideEndpoints.TimersAsync(db, first, cancellationToken)).Items,
            },
            typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);
    }
}
