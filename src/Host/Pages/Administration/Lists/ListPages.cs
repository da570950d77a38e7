using Alur.Host.Features.Delivery;
using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Policies;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Administration.Lists;

/// <summary>The office's lists: priorities, and the applications that the form of a ticket suggests.</summary>
internal static class ListPages
{
    private const string Home = "/admin/prioritas";

    public static void Map(RouteGroupBuilder pages)
    {
        var group = pages.MapGroup("").RequireCommand(Command.ManagePolicies);
        group.MapGet(Home, (Actor actor, Priorities priorities, Applications applications, CancellationToken cancellationToken) =>
            ShowAsync(actor, priorities, applications, null, cancellationToken));
        group.MapPost(Home, SetPrioritiesAsync);
        group.MapPost("/admin/aplikasi", SetApplicationsAsync);
    }

    private static async Task<IResult> ShowAsync(Actor actor, Priorities priorities, Applications applications, Typed? typed, CancellationToken cancellationToken) =>
        Html.Page<ListsPage>(
            new { Actor = actor, Priorities = await priorities.ListAsync(cancellationToken), Applications = await applications.ListAsync(cancellationToken), Typed = typed },
            typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);

    private static async Task<IResult> SetPrioritiesAsync(
        FormPost form, Priorities priorities, Applications applications, SlaPolicyStore store, PolicyWorlds worlds, OperatorRecords records, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var names = NameList.Read(form["priorities"], "priorities", errors);
        if (errors.Refusal is null)
        {
            // The policy may name priorities: one that goes would leave a rule behind that never applies.
            var policy = SlaPolicy.Parse((await store.CurrentAsync(cancellationToken)).Document);
            foreach (var problem in PolicyCheck.Problems(policy, await worlds.ReadAsync(policy, cancellationToken) with { Priorities = names }))
                errors.Add("priorities", T("Aturan SLA tidak lagi cocok, {0}: {1}", problem.Path, problem.Text));
        }
        if (errors.Refusal is { } refusal)
            return await ShowAsync(form.Actor, priorities, applications, form.Again("prioritas", refusal), cancellationToken);
        await NameList.StoreAsync(priorities, names, "priorities.change", form.Actor, records);
        return Html.SeeOther(Home + "?selesai=simpan");
    }

    private static async Task<IResult> SetApplicationsAsync(
        FormPost form, Priorities priorities, Applications applications, OperatorRecords records, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var names = NameList.Read(form["applications"], "applications", errors);
        if (errors.Refusal is { } refusal)
            return await ShowAsync(form.Actor, priorities, applications, form.Again("aplikasi", refusal), cancellationToken);
        await NameList.StoreAsync(applications, names, "applications.change", form.Actor, records);
        return Html.SeeOther(Home + "?selesai=simpan");
    }
}
