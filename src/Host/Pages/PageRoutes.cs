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
        services.AddScoped<SecondFactorDesk>().AddScoped<AccountDesk>();
        return services;
    }

    /// <summary>Maps the pages. Those of this class are open to everybody: they are how one gets in.</summary>
    public static WebApplication MapAlurPages(this WebApplication app)
    {
        var pages = app.MapGroup("").AllowAnonymous().ForPeople();
        Styles.Map(pages);
        LanguageChoice.Map(pages);
        pages.MapGet("/", (HttpContext context) => Html.Page<HomePage>(new { Actor = Actor.From(context.User) }));
        SignInPages.Map(pages);
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
        SecondFactorPages.Map(forms);
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

    private static async Task<IResult> SetUpAsync(HttpContext context, SetupLink link)
    {
        var form = await PageForms.ReadAsync(context);
        var request = new SetupRequest(form["token"], form["userName"], form["name"], form["password"], form["email"]);
        if (await SetupEndpoints.UseAsync(request, link, context.RequestAborted) is not { } refusal)
            return Html.SeeOther("/masuk");
        return Html.Page<SetupPage>(
            new { LinkIsGood = refusal is not Refusal.LinkInvalid, request.Token, request.UserName, request.Name, request.Email, Wrong = Lines(refusal) }, refusal.Kind.Status);
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
