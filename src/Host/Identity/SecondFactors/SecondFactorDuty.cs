using System.Security.Claims;
using Alur.Host.Security;

namespace Alur.Host.Identity.SecondFactors;

/// <summary>Endpoint metadata: open also to somebody who must set up a second factor first, because it is where that is done.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BeforeSecondFactorAttribute : Attribute;

/// <summary>
/// Whoever has a role that must have a second factor, and has none, does nothing else before it is set up: by cookie or by token, on pages and in the API. One
/// place stops them all.
/// </summary>
internal static class SecondFactorDuty
{
    private const string Claim = "alur:owes-second-factor";

    /// <summary>Notes on an identity that its account still owes the second factor.</summary>
    public static void Mark(ClaimsIdentity identity, Account account)
    {
        if (account.OwesSecondFactor)
            identity.AddClaim(new Claim(Claim, "1"));
    }

    /// <summary>True when the person of a request has to set up the second factor first.</summary>
    public static bool IsOwed(HttpContext context) => context.User.HasClaim(claim => claim.Type == Claim);

    /// <summary>True when the person has to set it up first and the endpoint is not where that is done. What is open to everybody stays open.</summary>
    public static bool Stops(HttpContext context, Endpoint endpoint) =>
        IsOwed(context) && endpoint.Metadata.GetMetadata<CommandAttribute>() is not null
            && endpoint.Metadata.GetMetadata<BeforeSecondFactorAttribute>() is null;
}
