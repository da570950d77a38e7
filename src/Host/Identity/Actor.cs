using System.Collections.Frozen;
using System.Security.Claims;

namespace Alur.Host.Identity;

/// <summary>Who is asking: taken from the authenticated principal, never from a body.</summary>
/// <param name="Id">User id; for the host itself <see cref="System"/>.</param>
/// <param name="Name">Display name, written into the journal with each act.</param>
/// <param name="Roles">Names out of <see cref="Identity.Roles.All"/> that the person has now.</param>
public sealed record Actor(string Id, string Name, FrozenSet<string> Roles)
{
    /// <summary>The host acting by itself (escalation, automatic closing). It has no role, so it passes no check of the matrix.</summary>
    public static readonly Actor System = new("system", "Sistem", FrozenSet<string>.Empty);

    /// <summary>The id that rows keep: null for the host itself, which is no user.</summary>
    public string? UserId => ReferenceEquals(this, System) ? null : Id;

    /// <summary>True when the actor has the role now.</summary>
    public bool Is(string role) => Roles.Contains(role);

    /// <summary>True when the actor works on tickets for the office.</summary>
    public bool IsStaff => Roles.Overlaps(Identity.Roles.Staff);

    /// <summary>The actor of a principal, or null when nobody is signed in.</summary>
    public static Actor? From(ClaimsPrincipal principal)
    {
        if (principal.Identity is ActorIdentity known)
            return known.Person;
        if (principal.Identity is not { IsAuthenticated: true } || principal.FindFirstValue(ClaimTypes.NameIdentifier) is not { Length: > 0 } id)
            return null;
        var roles = principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value).Where(Identity.Roles.All.Contains);
        return new Actor(id, principal.FindFirstValue(ClaimTypes.Name) ?? id, roles.ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>Lets an endpoint take <c>Actor actor</c> as a parameter. Null (the framework answers) when nobody is signed in.</summary>
    public static ValueTask<Actor?> BindAsync(HttpContext context) => ValueTask.FromResult(From(context.User));
}
