using System.Text.Json;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Policies;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Policies;

/// <summary>A revision of the SLA policy.</summary>
/// <param name="Revision">Which revision.</param>
/// <param name="IsCurrent">Whether it counts now.</param>
/// <param name="Document">The policy.</param>
/// <param name="Note">Why it was changed.</param>
/// <param name="ChangedByName">Who stored it.</param>
/// <param name="ChangedAt">When.</param>
public sealed record PolicyView(int Revision, bool IsCurrent, JsonElement Document, string? Note, string ChangedByName, DateTimeOffset ChangedAt)
{
    internal static PolicyView Of(SlaPolicyRow row) => new(row.Revision, row.IsCurrent, JsonElement.Parse(row.Document), row.Note, row.ChangedByName, row.ChangedAt);
}

/// <summary>A policy to be.</summary>
/// <param name="Document">The policy.</param>
/// <param name="Note">Why it is changed, at most 2,000 characters.</param>
public sealed record PolicyRequest(JsonElement Document, string? Note = null);

/// <summary>What a policy would do; nothing is stored.</summary>
/// <param name="FromRevision">The revision compared with. Send it as <c>If-Match</c> when applying.</param>
/// <param name="Affected">Open tasks whose due time would move.</param>
/// <param name="Next">Give it as <c>after</c> for the next page of them; null on the last.</param>
public sealed record PolicyPreview(int FromRevision, IReadOnlyList<AffectedTask> Affected, string? Next);

/// <summary>A policy that was stored.</summary>
/// <param name="Revision">The revision now.</param>
/// <param name="RecalculationId">The recalculation of open tasks that follows it; null when nothing changed.</param>
public sealed record PolicyStored(int Revision, string? RecalculationId);

/// <summary>The SLA policy: standard times, warnings and escalations by step and priority. For Administrators.</summary>
internal static class PolicyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/sla-policy").RequireCommand(Command.ManagePolicies).WithTags("Aturan SLA");
        group.MapGet("", ReadAsync).WithSummary("Aturan SLA pada revisi sekarang, atau pada ?revision=").Produces<PolicyView>().Refuses(ProblemKinds.NotFound);
        group.MapGet("/history", HistoryAsync).WithSummary("Riwayat aturan SLA, terbaru lebih dahulu").Produces<Page<PolicyView>>().Refuses(ProblemKinds.Invalid);
        group.MapPost("/preview", PreviewAsync).WithSummary("Pratinjau: tugas terbuka yang bergeser; tidak menyimpan apa pun").Produces<PolicyPreview>()
            .Refuses(ProblemKinds.Invalid);
        group.MapPut("", PutAsync).WithSummary("Menyimpan revisi berikutnya; If-Match wajib").Produces<PolicyStored>()
            .Refuses(ProblemKinds.Invalid, ProblemKinds.Stale, ProblemKinds.RevisionRequired);
    }

    private static async Task<IResult> ReadAsync(int? revision, AlurDb db, CancellationToken cancellationToken)
    {
        var row = await db.SlaPolicies.AsNoTracking().SingleOrDefaultAsync(p => revision == null ? p.IsCurrent : p.Revision == revision, cancellationToken);
        return row is null ? new Refusal.NotFound("Aturan SLA").ToResult() : Answer.Revised(PolicyView.Of(row), row.Revision);
    }

    private static async Task<IResult> HistoryAsync(string? after, int? limit, AlurDb db, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, limit, Page.Most, out var page) is { } wrong)
            return wrong.ToResult();
        var below = int.MaxValue;
        if (page.After is { } last && !int.TryParse(last.Id, out below))
            return new Refusal.Invalid("after", T("bukan penanda halaman dari daftar ini")).ToResult();
        var rows = await db.SlaPolicies.AsNoTracking().Where(p => p.Revision < below).OrderByDescending(p => p.Revision).Take(page.Limit + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(Page.Of(
            page, rows, PolicyView.Of, row => new Cursor(row.ChangedAt, row.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    private static async Task<IResult> PreviewAsync(
        PolicyRequest request, string? after, int? limit, PolicyWorlds worlds, CalendarRefresh refresh, AffectedTasks affected, AlurDb db,
        CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, limit, Page.Most, out var page) is { } wrong)
            return wrong.ToResult();
        var (policy, _, refusal) = await CheckAsync(request, worlds, cancellationToken);
        if (policy is null)
            return refusal!.ToResult();
        var rules = await refresh.ReadAsync(cancellationToken);
        var moved = await affected.PageAsync(db, rules.With(new PolicyRevision(rules.Policy.Revision + 1, policy)), page.After, page.Limit, cancellationToken);
        return TypedResults.Ok(new PolicyPreview(rules.Policy.Revision, moved.Items, moved.Next?.ToString()));
    }

    private static async Task<IResult> PutAsync(
        PolicyRequest request, Actor actor, [FromHeader(Name = "If-Match")] string? ifMatch, PolicyWorlds worlds, SlaPolicyStore store,
        CancellationToken cancellationToken)
    {
        if (!IfMatch.TryRead(ifMatch, out var accepted))
            return new Refusal.Malformed(T("Kepala If-Match harus berisi revisi, misalnya \"12\".")).ToResult();
        var (policy, note, refusal) = await CheckAsync(request, worlds, cancellationToken);
        if (policy is null)
            return refusal!.ToResult();
        var present = await store.CurrentAsync(cancellationToken);
        if (accepted is not null && !accepted.Accepts(present.Revision))
            return new Refusal.Stale(present.Revision).ToResult();
        if (ifMatch is null)
            return new Refusal.RevisionRequired(present.Revision).ToResult();
        var (stored, why) = await StoreAsync(policy, note, present, actor, store, cancellationToken);
        return stored is null ? why!.ToResult() : Answer.Revised(stored, stored.Revision);
    }

    /// <summary>Stores a policy in place of the one that was read, unless it says the same.</summary>
    internal static async Task<(PolicyStored? Stored, Refusal? Refusal)> StoreAsync(
        SlaPolicy policy, string? note, SlaPolicyRow present, Actor actor, SlaPolicyStore store, CancellationToken cancellationToken)
    {
        if (present.Document == policy.Write())
            return (new PolicyStored(present.Revision, null), null);
        return await store.SaveAsync(policy, present.Revision, note, actor, cancellationToken) switch
        {
            TimeRuleResult.Stored stored => (new PolicyStored(stored.Revision, stored.RecalculationId), null),
            TimeRuleResult.Changed changed => (null, new Refusal.Stale(changed.Revision)),
            var other => throw new InvalidOperationException($"Expected stored or changed but got {other.GetType().Name}."),
        };
    }

    internal static async Task<(SlaPolicy? Policy, string? Note, Refusal? Refusal)> CheckAsync(
        PolicyRequest request, PolicyWorlds worlds, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var note = errors.Optional("note", request.Note, 2_000);
        var policy = PolicyText.Read(request.Document, out var problems);
        if (policy is not null)
            problems.AddRange(PolicyCheck.Problems(policy, await worlds.ReadAsync(policy, cancellationToken)));
        foreach (var problem in problems)
            errors.Add("document" + problem.Path[1..], problem.Text);
        return errors.Refusal is { } refusal ? (null, null, refusal) : (policy, note, null);
    }
}
