using Alur.Host.Identity;
using Alur.Host.Pages.Accounts;
using Alur.Host.Pages.Administration;
using Alur.Host.Pages.Boards;
using Alur.Host.Pages.Design;
using Alur.Host.Pages.Desk;
using Alur.Host.Pages.Find;
using Alur.Host.Pages.Forms;
using Alur.Host.Pages.Reports;
using Alur.Host.Pages.Sop;
using Alur.Host.Pages.Tracking;
using Alur.Host.Pages.Work;
using Alur.Host.Refusals;
using Alur.Host.Tickets;

namespace Alur.Host.Pages;

/// <summary>The server-rendered pages. They work without script; those before sign-in have their handlers here.</summary>
public static class PageRoutes
{
    /// <summary>Registers what renders the pages.</summary>
    public static IServiceCollection AddAlurPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        // The frame header is set for every answer, in one place.
        services.AddAntiforgery(options => options.SuppressXFrameOptionsHeader = true);
        services.AddSingleton<TicketDesks>();
        services.AddSingleton<TicketForms>();
        services.AddSingleton<Work.WorkDesks>();
        services.AddSingleton<Administration.Watch.HealthCheck>();
        services.AddSingleton<FormDrafts>();
        services.AddSingleton<Flash>();
        return services;
    }

    /// <summary>Maps the pages. Those of this class are open to everybody: they are how one gets in.</summary>
    public static WebApplication MapAlurPages(this WebApplication app)
    {
        var pages = app.MapGroup("").AllowAnonymous().ForPeople();
        Styles.Map(pages);
        pages.MapGet("/", (HttpContext context) => Html.Page<HomePage>(new { Actor = Actor.From(context.User) }));
        pages.MapGet("/masuk", (HttpContext context, string? kembali, string? berakhir, DemoGate demo) =>
            Html.Page<SignInPage>(new { Demo = demo.Allows(context), Return = Html.Inside(kembali), Ended = berakhir == "ya" }));
        pages.MapPost("/masuk", SignInAsync);
        pages.MapPost("/masuk/demo", DemoSignInAsync);
        pages.MapPost("/keluar", SignOutAsync);
        pages.MapGet("/setup", async (string? token, SetupLink link, CancellationToken cancellationToken) =>
            Html.Page<SetupPage>(new { LinkIsGood = await link.IsGoodAsync(token, cancellationToken), Token = token }));
        pages.MapPost("/setup", SetUpAsync);
        pages.MapGet("/undangan", (string? u, string? t) => Html.Page<InvitationPage>(new { UserId = u, Token = t }));
        pages.MapPost("/undangan", AcceptAsync);
        SignUpPages.Map(pages);
        TrackingPages.Map(pages);
        SopRoutes.Map(app);
        var forms = app.MapFormPages();
        AccountPages.Map(forms);
        SendPages.Map(forms);
        TicketPages.Map(forms);
        FindPages.Map(forms);
        WorkPages.Map(forms);
        ReportPages.Map(forms);
        BoardPages.Map(forms);
        AdministrationPages.Map(forms);
        if (app.Environment.IsDevelopment())
        {
            pages.MapGet("/design", async (HttpContext context, Procedures procedures, CancellationToken cancellationToken) =>
                await procedures.PublishedAsync(TicketOpening.DefinitionId, cancellationToken) is { } procedure
                    ? Html.Page<DesignPage>(new { Actor = Actor.From(context.User), procedure.Sheet })
                    : new Refusal.NotFound("SOP").ToResult());
        }
        return app;
    }

    private static async Task<IResult> SignInAsync(HttpContext context, PasswordSignIn signIn, DemoGate demo, FormDrafts drafts)
    {
        var form = await PageForms.ReadAsync(context);
        var (account, refusal) = await signIn.CheckAsync(form["userName"], form["password"], context.Connection.RemoteIpAddress, context.RequestAborted);
        if (account is not null)
        {
            await Sessions.SignInAsync(context, account.Actor.Id, account.Stamp);
            return await GoOnAsync(context, form, account.Actor, drafts);
        }
        if (refusal!.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var carried = CarriedForm.Open(context, form["bawaan"]) is null ? null : (string?)form["bawaan"];
        return Html.Page<SignInPage>(
            new
            {
                Wrong = $"{refusal.Kind.Title}. {refusal.Detail}", UserName = (string?)form["userName"], Return = Html.Inside(form["kembali"]), Carried = carried,
                Demo = demo.Allows(context),
            },
            refusal.Kind.Status);
    }

    private static async Task<IResult> DemoSignInAsync(HttpContext context, DemoGate gate, DemoAccounts demo, AccountDirectory directory, FormDrafts drafts)
    {
        if (!gate.Allows(context))
            return new Refusal.NotFound("Alamat").ToResult();
        var form = await PageForms.ReadAsync(context);
        await demo.EnsureAsync(context.RequestAborted);
        var chosen = DemoAccounts.All.FirstOrDefault(account => account.Account == form["account"]);
        if (chosen is null || await directory.FindActiveAsync(chosen.Id, context.RequestAborted) is not { } account)
            return Html.SeeOther("/masuk");
        await Sessions.SignInAsync(context, account.Actor.Id, account.Stamp);
        return await GoOnAsync(context, form, account.Actor, drafts);
    }

    /// <summary>Where somebody who has just signed in goes on: with the form that he sent too late, else on the page that he came for.</summary>
    private static async Task<IResult> GoOnAsync(HttpContext context, IFormCollection form, Actor actor, FormDrafts drafts)
    {
        if (CarriedForm.Open(context, form["bawaan"]) is not { } carried)
            return Html.SeeOther(Html.Inside(form["kembali"]));
        if (carried.Path is "/tiket/baru" or "/tiket/draf")
        {
            await drafts.KeepAsync(actor.Id, SendPages.Form, carried.Fields.DistinctBy(field => field.Key).ToDictionary());
            return Html.SeeOther("/tiket/baru");
        }
        // The form's own proof belongs to whoever sends it: from now on that is this person.
        context.User = new(new ActorIdentity(actor, Sessions.Scheme));
        return Html.Page<CarriedFormPage>(new { Actor = actor, Form = carried });
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Sessions.SignOutAsync(context);
        return Html.SeeOther("/");
    }

    private static async Task<IResult> SetUpAsync(HttpContext context, SetupLink link)
    {
        var form = await PageForms.ReadAsync(context);
        var request = new SetupRequest(form["token"], form["userName"], form["name"], form["password"]);
        if (await SetupEndpoints.UseAsync(request, link, context.RequestAborted) is not { } refusal)
            return Html.SeeOther("/masuk");
        return Html.Page<SetupPage>(
            new { LinkIsGood = refusal is not Refusal.LinkInvalid, request.Token, request.UserName, request.Name, Wrong = Lines(refusal) }, refusal.Kind.Status);
    }

    private static async Task<IResult> AcceptAsync(HttpContext context, People people)
    {
        var form = await PageForms.ReadAsync(context);
        var answer = new InvitationAnswer(form["userId"], form["token"], form["password"]);
        if (await PeopleEndpoints.AcceptAsync(answer, people) is not { } refusal)
            return Html.SeeOther("/masuk");
        return Html.Page<InvitationPage>(new { answer.UserId, answer.Token, Wrong = Lines(refusal) }, refusal.Kind.Status);
    }

    internal static string[] Lines(Refusal refusal) => refusal.Errors is { } errors ? [.. errors.SelectMany(error => error.Value)] : [refusal.Detail];
}
