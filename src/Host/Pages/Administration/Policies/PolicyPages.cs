using System.Globalization;
using System.Text.Json;
using Alur.Host.Features;
using Alur.Host.Features.Delivery;
using Alur.Host.Features.Policies;
using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Policies;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Storage;
using Alur.Host.Storage.Writes;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Administration.Policies;

/// <summary>The SLA policy as a form, with its effect before it is applied; and the office's priorities.</summary>
internal static class PolicyPages
{
    private const string Home = "/admin/aturan";
    private const int MostPriorities = 20;

    public static void Map(RouteGroupBuilder pages)
    {
        var group = pages.MapGroup("").RequireCommand(Command.ManagePolicies);
        group.MapGet(Home, (Actor actor, SlaPolicyStore store, PolicyWorlds worlds, AlurDb db, CancellationToken cancellationToken) =>
            EditAsync(actor, store, worlds, db, null, cancellationToken));
        group.MapPost(Home + "/pratinjau", PreviewAsync);
        group.MapPost(Home, ApplyAsync);
        group.MapGet("/admin/prioritas", async (Actor actor, Priorities priorities, CancellationToken cancellationToken) =>
            Html.Page<PrioritiesPage>(new { Actor = actor, List = await priorities.ListAsync(cancellationToken) }));
        group.MapPost("/admin/prioritas", SetPrioritiesAsync);
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

    private static async Task<IResult> SetPrioritiesAsync(
        FormPost form, Priorities priorities, SlaPolicyStore store, PolicyWorlds worlds, OperatorRecords records, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var names = (form["priorities"] ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length is 0 or > MostPriorities) errors.Add("priorities", T("Isi satu sampai {0} prioritas.", MostPriorities));
        if (names.Any(name => name.Length > 50 || name.Any(char.IsControl))) errors.Add("priorities", T("Setiap prioritas paling banyak 50 karakter."));
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Length) errors.Add("priorities", T("Setiap prioritas hanya sekali."));
        if (errors.Refusal is null)
        {
            // The policy may name priorities: one that goes would leave a rule behind that never applies.
            var policy = SlaPolicy.Parse((await store.CurrentAsync(cancellationToken)).Document);
            foreach (var problem in PolicyCheck.Problems(policy, await worlds.ReadAsync(policy, cancellationToken) with { Priorities = names }))
                errors.Add("priorities", T("Aturan SLA tidak lagi cocok, {0}: {1}", problem.Path, problem.Text));
        }
        if (errors.Refusal is { } refusal)
        {
            return Html.Page<PrioritiesPage>(
                new { form.Actor, List = await priorities.ListAsync(cancellationToken), Typed = form.Again("prioritas", refusal) }, refusal.Kind.Status);
        }
        await records.DoAsync(form.Actor, "priorities.change", Priorities.SettingKey, string.Join(", ", names), SupportWrites.PutSetting(Priorities.SettingKey, JsonSerializer.Serialize(names)));
        priorities.Forget();
        return Html.SeeOther("/admin/prioritas?selesai=simpan");
    }

    private static Refusal.Stale? Stale(FormPost form, int revision) => form["from"] == revision.ToString(CultureInfo.InvariantCulture) ? null : new Refusal.Stale(revision);
}
