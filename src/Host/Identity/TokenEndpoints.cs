using System.Security.Claims;
using Alur.Host.Refusals;
using Alur.Host.Security;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity;

/// <summary>Asks for a bearer token.</summary>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Password">Password.</param>
/// <param name="Days">Life in days, 1 to 365; 90 when missing.</param>
/// <param name="Code">Code of the authenticator app, or a recovery code, when the account has a second factor.</param>
public sealed record TokenRequest(string? UserName, string? Password, int? Days, string? Code = null);

/// <summary>A new bearer token; the text is shown this once.</summary>
/// <param name="AccessToken">What to send after <c>Authorization: Bearer</c>.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Life in seconds.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="Id">Names the token, to end it.</param>
public sealed record TokenAnswer(string AccessToken, string TokenType, long ExpiresIn, DateTimeOffset ExpiresAt, string Id)
{
    internal static TokenAnswer Of(string token, ApiTokenInfo info) =>
        new(token, "Bearer", (long)(info.ExpiresAt - info.CreatedAt).TotalSeconds, info.ExpiresAt, info.Id);
}

/// <summary>Bearer tokens for programs.</summary>
internal static class TokenEndpoints
{
    private const int DefaultDays = 90;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/token", IssueAsync).AllowAnonymous().WithTags("Akun").WithSummary("Token Bearer baru untuk program")
            .Produces<TokenAnswer>().Refuses(ProblemKinds.SignInFailed, ProblemKinds.CodeRequired, ProblemKinds.CodeWrong, ProblemKinds.SecondFactorRequired,
                ProblemKinds.Invalid);
        app.MapDelete("/api/token", EndOwnAsync).RequireCommand(Command.UseOwnAccount).WithTags("Akun").WithSummary("Mengakhiri token yang dipakai permintaan ini")
            .Produces(StatusCodes.Status204NoContent).Refuses(ProblemKinds.NotFound);
        app.MapGet("/api/tokens", ListAsync).RequireCommand(Command.UseOwnAccount).WithTags("Akun").WithSummary("Token milik sendiri, tanpa isinya")
            .Produces<IReadOnlyList<ApiTokenInfo>>();
        app.MapDelete("/api/tokens/{id}", EndAsync).RequireCommand(Command.UseOwnAccount).WithTags("Akun").WithSummary("Mengakhiri satu token milik sendiri")
            .Produces(StatusCodes.Status204NoContent).Refuses(ProblemKinds.NotFound);
    }

    private static async Task<IResult> IssueAsync(TokenRequest request, HttpContext context, PasswordSignIn signIn, ApiTokens tokens)
    {
        if (request.Days is { } days && (days < 1 || days > ApiTokens.LongestLife.TotalDays))
            return new Refusal.Invalid("days", T("Harus 1 sampai {0}.", ApiTokens.LongestLife.TotalDays)).ToResult();
        var (account, refusal) = await signIn.CheckWithCodeAsync(
            request.UserName, request.Password, request.Code, context.Connection.RemoteIpAddress, context.RequestAborted);
        if (account is null)
            return refusal!.ToResult();
        if (account.OwesSecondFactor)
            return new Refusal.SecondFactorRequired().ToResult();
        var (token, info) = await tokens.IssueAsync(account.Actor.Id, TimeSpan.FromDays(request.Days ?? DefaultDays), context.RequestAborted);
        return Results.Ok(TokenAnswer.Of(token, info));
    }

    private static async Task<IResult> EndOwnAsync(Actor actor, ClaimsPrincipal principal, ApiTokens tokens, CancellationToken cancellationToken) =>
        principal.FindFirstValue(ApiTokenHandler.TokenIdClaim) is { } id ? await EndAsync(id, actor, tokens, cancellationToken) : new Refusal.NotFound("Token").ToResult();

    private static async Task<IResult> EndAsync(string id, Actor actor, ApiTokens tokens, CancellationToken cancellationToken) =>
        await tokens.RevokeAsync(actor.Id, id, cancellationToken) ? Results.NoContent() : new Refusal.NotFound("Token").ToResult();

    private static Task<IReadOnlyList<ApiTokenInfo>> ListAsync(Actor actor, ApiTokens tokens, CancellationToken cancellationToken) =>
        tokens.ListAsync(actor.Id, cancellationToken);
}
