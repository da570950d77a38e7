using System.Globalization;
using Alur.Host.Features;
using Alur.Host.Features.Delivery;
using Alur.Host.Features.Incidents;
using Alur.Host.Identity;
using Alur.Host.Identity.External;
using Alur.Host.Identity.SecondFactors;
using Alur.Host.Pages.Administration.Calendars;
using Alur.Host.Pages.Administration.Lists;
using Alur.Host.Pages.Administration.Notices;
using Alur.Host.Pages.Administration.Policies;
using Alur.Host.Pages.Administration.Replies;
using Alur.Host.Pages.Administration.Setup;
using Alur.Host.Pages.Administration.Watch;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Tickets;
using Alur.Workflows.Flow;

namespace Alur.Host.Pages.Administration;

/// <summary>What an Administrator does: people with their roles, and incidents that stop tickets.</summary>
internal static class AdministrationPages
{
    private const int LongestReason = 2_000;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/orang", async (Actor actor, AlurDb db, string? after, CancellationToken cancellationToken) =>
            await PeopleAsync(actor, db, after, null, null, cancellationToken)).RequireCommand(Command.ManagePeople);
        pages.MapPost("/orang", InviteAsync).RequireCommand(Command.ManagePeople);
        pages.MapPost("/orang/{id}/undangan", InviteAgainAsync).RequireCommand(Command.ManagePeople);
        pages.MapPost("/orang/{id}/peran", (string id, FormPost form, AlurDb db, People people, CancellationToken cancellationToken) =>
            ChangeAsync(id, form, db, "peran-" + id, user => people.SetRolesAsync(user, form.All("roles"), form.Actor), cancellationToken)).RequireCommand(Command.ManagePeople);
        pages.MapPost("/orang/{id}/aktif", (string id, FormPost form, AlurDb db, People people, CancellationToken cancellationToken) =>
            ChangeAsync(id, form, db, "aktif-" + id, user => people.SetActiveAsync(user, form["active"] == "true", form.Actor), cancellationToken)).RequireCommand(Command.ManagePeople);
        pages.MapPost("/orang/{id}/setujui", LetInAsync).RequireCommand(Command.ManagePeople);
        pages.MapPost("/orang/{id}/sesi", (string id, FormPost form, AlurDb db, People people, CancellationToken cancellationToken) =>
            ChangeAsync(id, form, db, "sesi-" + id, user => people.EndSessionsAsync(user, form.Actor), cancellationToken)).RequireCommand(Command.ManagePeople);
        pages.MapPost("/orang/{id}/dua-langkah", (string id, FormPost form, AlurDb db, SecondFactorChanges changes, CancellationToken cancellationToken) =>
            ChangeAsync(id, form, db, "langkah-" + id, user => PeopleEndpoints.ResetSecondFactorAsync(user, changes, form.Actor), cancellationToken))
            .RequireCommand(Command.ManagePeople);
        pages.MapPost("/orang/{id}/oidc", (string id, FormPost form, AlurDb db, ExternalAccounts accounts, CancellationToken cancellationToken) =>
            ChangeAsync(id, form, db, "oidc-" + id, user => PeopleEndpoints.LinkAsync(user, form["subject"], accounts, form.Actor), cancellationToken))
            .RequireCommand(Command.ManagePeople);
        pages.MapPost("/orang/{id}/oidc/putus", (string id, FormPost form, AlurDb db, ExternalAccounts accounts, CancellationToken cancellationToken) =>
            ChangeAsync(id, form, db, "oidc-" + id, user => PeopleEndpoints.UnlinkAsync(user, accounts, form.Actor), cancellationToken))
            .RequireCommand(Command.ManagePeople);
        pages.MapGet("/admin/masuk", (Actor actor, SignInRules rules, CancellationToken cancellationToken) => RulesAsync(actor, rules, null, cancellationToken))
            .RequireCommand(Command.ManagePeople);
        pages.MapPost("/admin/masuk", async (FormPost form, SignInRules rules, AccountDirectory accounts, OperatorRecords records,
            CancellationToken cancellationToken) =>
            await SignInRuleEndpoints.ChangeAsync(form.All("roles"), form.Actor, rules, accounts, records) is { } refusal
                ? await RulesAsync(form.Actor, rules, form.Again("aturan", refusal), cancellationToken)
                : Html.SeeOther("/admin/masuk?selesai=simpan")).RequireCommand(Command.ManagePeople);
        pages.MapGet("/insiden", async (Actor actor, AlurDb db, TicketCases cases, string? after, CancellationToken cancellationToken) =>
            await IncidentsAsync(actor, db, cases, after, null, cancellationToken)).RequireCommand(Command.HandleIncident);
        pages.MapPost("/insiden/{ticket}/{key}", HandleAsync).RequireCommand(Command.HandleIncident);
        CalendarPages.Map(pages);
        PolicyPages.Map(pages);
        ListPages.Map(pages);
        NoticePages.Map(pages);
        ReplyPages.Map(pages);
        WatchPages.Map(pages);
        SetupPages.Map(pages);
    }

    private static async Task<IResult> PeopleAsync(Actor actor, AlurDb db, string? after, Typed? typed, Invitation? invitation, CancellationToken cancellationToken) =>
        Html.Page<PersonsPage>(
            new
            {
                Actor = actor, List = await PeopleEndpoints.ListAsync(db, after, cancellationToken), Waiting = await AccountRequests.WaitingAsync(db, cancellationToken), Typed = typed,
                Invitation = invitation,
            },
            typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);

    private static async Task<IResult> RulesAsync(Actor actor, SignInRules rules, Typed? typed, CancellationToken cancellationToken) =>
        Html.Page<SignInRulesPage>(
        new { Actor = actor, Required = (await rules.ReadAsync(cancellationToken)).RequiredRoles, Typed = typed },
            typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);

    // The link is shown once, in the answer itself: it is a secret and must be in no address.
    private static async Task<IResult> InviteAsync(FormPost form, HttpContext context, AlurDb db, People people, CancellationToken cancellationToken)
    {
        var request = new PersonRequest(form["userName"], form["name"], form["email"], form.All("roles"));
        var (made, refusal) = await PeopleEndpoints.InviteAsync(request, form.Actor, context.Request, people);
        return await PeopleAsync(form.Actor, db, null, refusal is null ? null : form.Again("undang", refusal), made, cancellationToken);
    }

    private static async Task<IResult> InviteAgainAsync(string id, FormPost form, HttpContext context, AlurDb db, People people, CancellationToken cancellationToken) =>
        await PeopleEndpoints.NewLinkAsync(id, form.Actor, context.Request, db, people) is { } made
            ? await PeopleAsync(form.Actor, db, null, null, made, cancellationToken)
            : new Refusal.NotFound("Pengguna aktif").ToResult();

    /// <summary>Switches on the account that somebody asked for, and shows the link to hand out.</summary>
    private static async Task<IResult> LetInAsync(string id, FormPost form, HttpContext context, AlurDb db, People people, CancellationToken cancellationToken) =>
        await PeopleEndpoints.ChangeAsync(id, db, user => people.SetActiveAsync(user, true, form.Actor)) is PersonResult.Refused refused
            ? await PeopleAsync(form.Actor, db, null, form.Again("setujui-" + id, refused.Refusal), null, cancellationToken)
            : await InviteAgainAsync(id, form, context, db, people, cancellationToken);

    private static async Task<IResult> ChangeAsync(
        string id, FormPost form, AlurDb db, string name, Func<AlurUser, Task<PersonResult>> change, CancellationToken cancellationToken) =>
        await PeopleEndpoints.ChangeAsync(id, db, change) is PersonResult.Refused refused
            ? await PeopleAsync(form.Actor, db, null, form.Again(name, refused.Refusal), null, cancellationToken)
            : Html.SeeOther("/orang");

    private static async Task<IResult> IncidentsAsync(Actor actor, AlurDb db, TicketCases cases, string? after, Typed? typed, CancellationToken cancellationToken)
    {
        if (PageRequest.Read(after, null, Page.Most, out var page) is { } wrong)
            return wrong.ToResult();
        return Html.Page<IncidentsPage>(
            new { Actor = actor, List = await ListIncidents.ReadAsync(db, cases, page, cancellationToken), Typed = typed }, typed?.Refusal.Kind.Status ?? StatusCodes.Status200OK);
    }

    private static async Task<IResult> HandleAsync(
        string ticket, string key, FormPost form, TicketRequests requests, RepeatableCommands repeatable, AlurDb db, TicketCases cases, CancellationToken cancellationToken)
    {
        if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new Refusal.NotFound("Insiden").ToResult();
        var errors = new FieldErrors();
        var act = form["act"];
        var reason = act == "retry" ? "" : errors.Required("reason", form["reason"], LongestReason);
        Stimulus stimulus = act switch
        {
            "retry" => new Stimulus.RetryIncident(number),
            "skip" => new Stimulus.SkipIncident(number, reason),
            _ => new Stimulus.ResolveIncident(number, errors.Required("outcome", form["outcome"], 100), reason),
        };
        var refusal = errors.Refusal ?? await repeatable.OnFormAsync(
            form.Once,
            async prepare => (await requests.OnTicketAsync(ticket, null, _ => prepare(new HandleIncident(stimulus, form.Actor, null)), cancellationToken) as TicketResult.Refused)?.Why,
            cancellationToken);
        return refusal is null ? Html.SeeOther("/insiden") : await IncidentsAsync(form.Actor, db, cases, null, form.Again($"insiden-{ticket}-{key}-{act}", refusal), cancellationToken);
    }
}
