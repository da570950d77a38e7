using Alur.Host.Refusals;
using Alur.Host.Security;

namespace Alur.Host.Identity;

/// <summary>User name and password of a person.</summary>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Password">Password.</param>
/// <param name="Code">Code of the authenticator app, or a recovery code, when the account has a second factor.</param>
public sealed record Credentials(string? UserName, string? Password, string? Code = null);

/// <summary>The signed-in person.</summary>
/// <param name="Id">User id.</param>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Name">Display name.</param>
/// <param name="Roles">Present roles, sorted.</param>
/// <param name="Commands">What the roles allow, by the names of the authorisation matrix.</param>
public sealed record Me(string Id, string UserName, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Commands)
{
    internal static Me Of(Account account) => new(
        account.Actor.Id,
        account.UserName,
        account.Actor.Name,
        [.. account.Actor.Roles.Order(StringComparer.Ordinal)],
        [.. Enum.GetValues<Command>().Where(command => CommandMatrix.Allows(account.Actor, command)).Select(command => command.ToString())]);
}

/// <summary>Signing in and out by cookie, and the question who one is.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/session", SignInAsync).AllowAnonymous().WithTags("Akun").WithSummary("Masuk; menetapkan cookie sesi")
            .Produces<Me>().Refuses(ProblemKinds.SignInFailed, ProblemKinds.CodeRequired, ProblemKinds.CodeWrong, ProblemKinds.Invalid, ProblemKinds.CrossSite);
        // Open to everybody: a person whose session has just ended must still be able to drop the cookie.
        app.MapDelete("/api/session", (Delegate)SignOutAsync).AllowAnonymous().WithTags("Akun").WithSummary("Keluar; menghapus cookie sesi")
            .Produces(StatusCodes.Status204NoContent);
        app.MapGet("/api/me", MeAsync).RequireCommand(Command.UseOwnAccount).WithTags("Akun").WithSummary("Akun yang sedang masuk dan tindakan yang diizinkan")
            .Produces<Me>();
    }

    private static async Task<IResult> SignInAsync(Credentials credentials, HttpContext context, PasswordSignIn signIn)
    {
        var (account, refusal) = await signIn.CheckWithCodeAsync(
            credentials.UserName, credentials.Password, credentials.Code, context.Connection.RemoteIpAddress, context.RequestAborted);
        if (account is null)
            return refusal!.ToResult();
        await Sessions.SignInAsync(context, account.Actor.Id, account.Stamp);
        return Results.Ok(Me.Of(account));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await Sessions.SignOutAsync(context);
        return Results.NoContent();
    }

    private static async Task<IResult> MeAsync(Actor actor, AccountDirectory directory, CancellationToken cancellationToken) =>
        await directory.FindActiveAsync(actor.Id, cancellationToken) is { } account ? Results.Ok(Me.Of(account)) : new Refusal.NotSignedIn().ToResult();
}
