using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity.External;

/// <summary>Signing in through the office's own sign-in server (OpenID Connect); section <c>Oidc</c> of the configuration.</summary>
public sealed record OidcSettings
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Oidc";

    /// <summary>Name of the authentication scheme.</summary>
    public const string Scheme = "Oidc";

    /// <summary>Where the server sends people back to; its registration must name this address.</summary>
    public const string CallbackPath = "/masuk/oidc/kembali";

    /// <summary>Address of the server, without a slash at the end; also the name under which links to it are kept.</summary>
    public required string Authority { get; init; }

    /// <summary>What the server knows Alur as.</summary>
    public required string ClientId { get; init; }

    /// <summary>Alur's secret with the server; null for a public client.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>What people call it, on the button.</summary>
    public string DisplayName { get; init; } = "akun kantor";

    /// <summary>The same in the language of the request, when the office has given no name of its own.</summary>
    public string ShownName => T(DisplayName);

    /// <summary>The claim whose values stand for roles; null when the server has no say in them.</summary>
    public string? RoleClaim { get; init; }

    /// <summary>Value of the claim to role. The roles named here are the server's to give and take, at each signing in; others stay as they are.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>();

    /// <summary>True when somebody without an account is made a reporter (setting <c>UnknownPersons=Reporter</c>); otherwise he is refused.</summary>
    public bool MakesReporters { get; init; }

    /// <summary>True when a reporter's account is linked by its verified mail address. Accounts of staff never are.</summary>
    public bool LinksReportersByEmail { get; init; }

    /// <summary>The settings; null when nothing is set.</summary>
    /// <exception cref="InvalidOperationException">They are set wrongly: better no start than a door that nobody meant.</exception>
    public static OidcSettings? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section["Authority"]?.TrimEnd('/') is not { Length: > 0 } authority)
            return null;
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps
            || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
            throw new InvalidOperationException("Expected Oidc:Authority to be an https address, or http on this machine.");
        var roles = section.GetSection("Roles").GetChildren().ToDictionary(entry => entry.Key, entry => entry.Value ?? "", StringComparer.Ordinal);
        if (roles.Values.FirstOrDefault(role => !Identity.Roles.All.Contains(role)) is { } unknown)
            throw new InvalidOperationException($"Expected Oidc:Roles to name roles of Alur but found '{unknown}'.");
        return new OidcSettings
        {
            Authority = authority,
            ClientId = section["ClientId"] is { Length: > 0 } id ? id : throw new InvalidOperationException("Expected Oidc:ClientId beside Oidc:Authority."),
            ClientSecret = section["ClientSecret"] is { Length: > 0 } secret ? secret : null,
            DisplayName = section["DisplayName"] is { Length: > 0 } name ? name : "akun kantor",
            RoleClaim = section["RoleClaim"] is { Length: > 0 } claim ? claim : null,
            Roles = roles,
            MakesReporters = section["UnknownPersons"] switch
            {
                null or "" or "Refuse" => false,
                "Reporter" => true,
                var other => throw new InvalidOperationException($"Expected Oidc:UnknownPersons to be Refuse or Reporter but found '{other}'."),
            },
            LinksReportersByEmail = section.GetValue("LinkReportersByEmail", false),
        };
    }
}
