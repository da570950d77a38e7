using Alur.Host.Identity;
using Alur.Host.Refusals;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alur.Host.Pages;

/// <summary>The few server-rendered pages: front page, sign-in, first set-up, invitation. They work without script.</summary>
public static class PageRoutes
{
    private static readonly Lazy<byte[]> Css = new(ReadCss);

    /// <summary>Registers what renders the pages.</summary>
    public static IServiceCollection AddAlurPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        return services;
    }

    /// <summary>Maps the pages. Each is open to everybody: they are how one gets in.</summary>
    public static IEndpointRouteBuilder MapAlurPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapGet("/alur.css", () => Results.Bytes(Css.Value, "text/css; charset=utf-8"));
        pages.MapGet("/", (HttpContext context) => Page<HomePage>(new { Actor = Actor.From(context.User) }));
        pages.MapGet("/masuk", (HttpContext context, string? kembali, DemoGate demo) => Page<SignInPage>(new { Demo = demo.Allows(context), Return = Return(kembali) }));
        pages.MapPost("/masuk", SignInAsync);
        pages.MapPost("/masuk/demo", DemoSignInAsync);
        pages.MapPost("/keluar", SignOutAsync);
        pages.MapGet("/setup", async (string? token, SetupLink link, CancellationToken cancellationToken) =>
            Page<SetupPage>(new { LinkIsGood = await link.IsGoodAsync(token, cancellationToken), Token = token }));
        pages.MapPost("/setup", SetUpAsync);
        pages.MapGet("/undangan", (string? u, string? t) => Page<InvitationPage>(new { UserId = u, Token = t }));
        pages.MapPost("/undangan", AcceptAsync);
        return app;
    }

    private static async Task<IResult> SignInAsync(HttpContext context, PasswordSignIn signIn, DemoGate demo)
    {
        var form = await PageForms.ReadAsync(context);
        var (account, refusal) = await signIn.CheckAsync(form["userName"], form["password"], context.Connection.RemoteIpAddress, context.RequestAborted);
        if (account is not null)
        {
            await Sessions.SignInAsync(context, account.Actor.Id, account.Stamp);
            return SeeOther(Return(form["kembali"]));
        }
        if (refusal!.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Page<SignInPage>(new { Wrong = $"{refusal.Kind.Title}. {refusal.Detail}", UserName = (string?)form["userName"], Return = Return(form["kembali"]), Demo = demo.Allows(context) }, refusal.Kind.Status);
    }

    private static async Task<IResult> DemoSignInAsync(HttpContext context, DemoGate gate, DemoAccounts demo, AccountDirectory directory)
    {
        if (!gate.Allows(context))
            return new Refusal.NotFound("Alamat").ToResult();
        var form = await PageForms.ReadAsync(context);
        await demo.EnsureAsync(context.RequestAborted);
        var chosen = DemoAccounts.All.FirstOrDefault(account => account.Account == form["account"]);
        if (chosen is null || await directory.FindActiveAsync(chosen.Id, context.RequestAborted) is not { } account)
            return SeeOther("/masuk");
        await Sessions.SignInAsync(context, account.Actor.Id, account.Stamp);
        return SeeOther(Return(form["kembali"]));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Sessions.SignOutAsync(context);
        return SeeOther("/");
    }

    private static async Task<IResult> SetUpAsync(HttpContext context, SetupLink link)
    {
        var form = await PageForms.ReadAsync(context);
        var request = new SetupRequest(form["token"], form["userName"], form["name"], form["password"]);
        if (await SetupEndpoints.UseAsync(request, link, context.RequestAborted) is not { } refusal)
            return SeeOther("/masuk");
        return Page<SetupPage>(
            new { LinkIsGood = refusal is not Refusal.LinkInvalid, request.Token, request.UserName, request.Name, Wrong = Lines(refusal) }, refusal.Kind.Status);
    }

    private static async Task<IResult> AcceptAsync(HttpContext context, People people)
    {
        var form = await PageForms.ReadAsync(context);
        var answer = new InvitationAnswer(form["userId"], form["token"], form["password"]);
        if (await PeopleEndpoints.AcceptAsync(answer, people) is not { } refusal)
            return SeeOther("/masuk");
        return Page<InvitationPage>(new { answer.UserId, answer.Token, Wrong = Lines(refusal) }, refusal.Kind.Status);
    }

    private static string[] Lines(Refusal refusal) => refusal.Errors is { } errors ? [.. errors.SelectMany(error => error.Value)] : [refusal.Detail];

    // Only a path of this site: what follows sign-in must not lead people elsewhere.
    private static string Return(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) && Uri.IsWellFormedUriString(path, UriKind.Relative) ? path : "/";

    // After a POST the browser must GET, so that reloading does not send the form again.
    private static SeeOtherResult SeeOther(string path) => new SeeOtherResult(path);

    private static RazorComponentResult<TPage> Page<TPage>(object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new(parameters) { StatusCode = status, PreventStreamingRendering = true };

    private static byte[] ReadCss()
    {
        using var stream = typeof(PageRoutes).Assembly.GetManifestResourceStream("alur.css") ?? throw new InvalidOperationException("Expected alur.css in the program.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private sealed class SeeOtherResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = httpContext.Request.PathBase + path;
            return Task.CompletedTask;
        }
    }
}
