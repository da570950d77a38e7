using System.Security.Claims;

namespace Alur.Host.Identity;

/// <summary>A claims identity that carries its <see cref="Identity.Actor"/>, so that each request builds the actor once.</summary>
public sealed class ActorIdentity : ClaimsIdentity
{
    /// <summary>The identity of an actor who was authenticated by the scheme.</summary>
    public ActorIdentity(Actor actor, string scheme)
        : base(ClaimsOf(actor), scheme, ClaimTypes.Name, ClaimTypes.Role)
        => Person = actor;

    /// <summary>The actor as the account is now, not as it was when the cookie was written.</summary>
    public Actor Person { get; }

    private static IEnumerable<Claim> ClaimsOf(Actor actor)
    {
        yield return new Claim(ClaimTypes.NameIdentifier, actor.Id);
        yield return new Claim(ClaimTypes.Name, actor.Name);
        foreach (var role in actor.Roles)
            yield return new Claim(ClaimTypes.Role, role);
    }
}
