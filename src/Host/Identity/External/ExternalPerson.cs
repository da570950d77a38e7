using System.Security.Claims;

namespace Alur.Host.Identity.External;

/// <summary>Somebody as the sign-in server describes him.</summary>
/// <param name="Subject">The server's own name for him, which never changes.</param>
/// <param name="Name">What people call him.</param>
/// <param name="Email">Mail address; null unless the server has verified it.</param>
/// <param name="Roles">Roles of Alur that the server gives him.</param>
public sealed record ExternalPerson(string Subject, string? Name, string? Email, IReadOnlyList<string> Roles)
{
    /// <summary>Reads the claims; null when the server named nobody.</summary>
    public static ExternalPerson? Of(ClaimsPrincipal principal, OidcSettings settings)
    {
        if (Text(principal, "sub", 255) is not { } subject)
            return null;
        var isVerified = string.Equals(principal.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase);
        var values = settings.RoleClaim is null ? [] : principal.FindAll(settings.RoleClaim).Select(claim => claim.Value);
        return new ExternalPerson(
            subject, Text(principal, "name", 200), isVerified ? Text(principal, "email", 254) : null,
            [.. values.Select(value => settings.Roles.GetValueOrDefault(value)).OfType<string>().Distinct()]);
    }

    // What another server sends is as good as what anybody types.
    private static string? Text(ClaimsPrincipal principal, string claim, int longest) =>
        principal.FindFirstValue(claim)?.Trim() is { Length: > 0 } text && text.Length <= longest && !text.Any(char.IsControl) ? text : null;
}
