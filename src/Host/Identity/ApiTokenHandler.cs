using System.Security.Claims;
using System.Text.Encodings.Web;
using Alur.Host.Identity.SecondFactors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Alur.Host.Identity;

/// <summary>Authenticates <c>Authorization: Bearer</c> with <see cref="ApiTokens"/>.</summary>
public sealed class ApiTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokens tokens, AccountDirectory directory)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Claim that names the token a request came with, so that it can end itself.</summary>
    public const string TokenIdClaim = "alur:token";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        if (await tokens.VerifyAsync(header["Bearer ".Length..].Trim(), Context.RequestAborted) is not { } verified)
            return AuthenticateResult.Fail("Expected a token that is known and good now.");
        if (await directory.FindActiveAsync(verified.UserId, Context.RequestAborted) is not { } account)
            return AuthenticateResult.Fail("Expected an active account.");
        var identity = new ActorIdentity(account.Actor, Scheme.Name);
        identity.AddClaim(new Claim(TokenIdClaim, verified.TokenId));
        SecondFactorDuty.Mark(identity, account);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
