namespace Alur.Host.Identity;

/// <summary>What the host knows of a signed-in person while it answers a request.</summary>
/// <param name="Actor">Id, display name and present roles.</param>
/// <param name="UserName">The name used to sign in.</param>
/// <param name="Stamp">Changes with password and deactivation; a cookie with another stamp is no longer good.</param>
/// <param name="IsActive">False when the account was switched off; nothing then signs in with it.</param>
/// <param name="HasSecondFactor">True when signing in takes a code as well.</param>
/// <param name="OwesSecondFactor">True when a role of the person must have a second factor and the person has none yet: nothing but setting it up is open
/// then.</param>
public sealed record Account(Actor Actor, string UserName, string Stamp, bool IsActive, bool HasSecondFactor, bool OwesSecondFactor);
