using System.Globalization;
using System.Text.Json;
using Alur.Host.Features;
using Alur.Host.Features.Policies;
using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Policies;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Administration.Policies;

/// <summary>The SLA policy as a form, with its effect before it is applied.</summary>
internal static class PolicyPages
{
    private const string Home = "/admin/aturan";

    public static void Map(RouteGroupBuilder pages)
    {
        var group = pages.MapGroup("").RequireCommand(Command.ManagePolicies);
        group.MapGet(Home, (Actor actor, SlaPolicyStore store, PolicyWorlds worlds, AlurDb db, CancellationToken cancellationToken) =>
            EditAsync(actor, store, worlds, db, null, cancellationToken));
        group.MapPost(Home + "/pratinjau", PreviewAsync);
        group.MapPost(Home, ApplyAsync);
    }

    private static async Task<IResult> EditAsync(Actor actor, SlaPolicyStore store, PolicyWorlds worlds, AlurDb db, Typed? typed, CancellationToken cancellationToken)
    {
        var row = await store.CurrentAsync(cancellationToken);
        var policy = SlaPolicy.Parse(row.Document);
        var history = await db.SlaPolicies.AsNoTracking().OrderByDescending(p => p.Revision).Take(20).ToListAsync(cancellationToken);
        return Html.Page<PolicyPage>(
            new { Actor = actor, Row = row, Policy = policy, World = await worlds.ReadAsync(policy, cancellationToken), History = history, Typed = typed },
            typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> PreviewAsync(
        FormPost form, SlaPolicyStore store, PolicyWorlds worlds, CalendarRefresh refresh, AffectedTasks affected, AlurDb db, CancellationToken cancellationToken)
    {
        var present = await store.CurrentAsync(cancellationToken);
        var read = PolicyForm.Read(form, (await worlds.ReadAsync(SlaPolicy.Empty, cancellationToken)).Steps);
        var (policy, note, refusal) = await PolicyEndpoints.CheckAsync(new(JsonSerializer.SerializeToElement(read.Document), form["note"]), worlds, cancellationToken);
        refusal = read.Errors.Refusal ?? (refusal is null ? Stale(form, present.Revision) : read.AtFields(refusal));
        if (refusal is not null)
            return await EditAsync(form.Actor, store, worlds, db, form.Again("aturan", refusal), cancellationToken);
        var rules = await refresh.ReadAsync(cancellationToken);
        var moved = await affected.PageAsync(db, rules.With(new PolicyRevision(present.Revision + 1, policy!)), null, PageRequest.Usual, cancellationToken);
        return Html.Page<PolicyPreviewPage>(new
        {
            form.Actor, Affected = moved.Items, HasMore = moved.Next is not null,
            Carried = new Dictionary<string, string>
            {
                ["document"] = policy!.Write(), ["note"] = note ?? "", ["from"] = present.Revision.ToString(CultureInfo.InvariantCulture),
            },
        });
    }

    private static async Task<IResult> ApplyAsync(FormPost form, SlaPolicyStore store, PolicyWorlds worlds, AlurDb db, CancellationToken cancellationToken)
    {
        if (!FormJson.TryRead(form["document"], out var document))
            return new Refusal.Malformed(T("Formulir ini tidak lengkap. Muat ulang halamannya lalu kirim lagi.")).ToResult();
        var present = await store.CurrentAsync(cancellationToken);
        var (policy, note, refusal) = await PolicyEndpoints.CheckAsync(new(document, form["note"]), worlds, cancellationToken);
        PolicyStored? stored = null;
        refusal ??= Stale(form, present.Revision);
        if (refusal is null)
            (stored, refusal) = await PolicyEndpoints.StoreAsync(policy!, note, present, form.Actor, store, cancellationToken);
        return refusal is null
            ? Html.SeeOther($"{Home}?selesai={(stored!.RecalculationId is null ? "sama" : "terapkan")}")
            : await EditAsync(form.Actor, store, worlds, db, form.Again("terapkan", refusal), cancellationToken);
    }

    private static Refusal.Stale? Stale(FormPost form, int revision) => form["from"] == revision.ToString(CultureInfo.InvariantCulture) ? null : new Refusal.Stale(revision);
}
