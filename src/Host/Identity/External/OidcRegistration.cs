using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Alur.Host.Identity.External;

/// <summary>Puts signing in through another server into the container. Without settings there is only the knowledge that there is none.</summary>
internal static class OidcRegistration
{
    public static AuthenticationBuilder AddAlurOidc(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        var settings = OidcSettings.Read(configuration);
        var services = authentication.Services;
        services.AddSingleton(provider => new OidcDoor(settings, provider.GetRequiredService<ILogger<OidcDoor>>()));
        services.AddSingleton<KeptForms>().AddScoped<ExternalAccounts>();
        if (settings is null)
            return authentication;
        services.AddScoped<OidcArrival>();
        services.AddOptions<OpenIdConnectOptions>(OidcSettings.Scheme).Configure<RealTime>((options, real) => options.TimeProvider = real.Clock);
        return authentication.AddOpenIdConnect(OidcSettings.Scheme, options => Configure(options, settings));
    }

    // Nothing is asked of the server before somebody wants to go there: the host starts without it.
    private static void Configure(OpenIdConnectOptions options, OidcSettings settings)
    {
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = !settings.Authority.StartsWith("http://", StringComparison.Ordinal);
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // Back by GET: a form of another site is what this host refuses.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.CallbackPath = OidcSettings.CallbackPath;
        // Signing out there is no business of this host, and signing out here none of theirs.
        options.RemoteSignOutPath = options.SignedOutCallbackPath = default;
        options.SignInScheme = Sessions.Scheme;
        options.Scope.Clear();
        foreach (var scope in (string[])["openid", "profile", "email"])
            options.Scope.Add(scope);
        options.SaveTokens = false;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.MapUniqueJsonKey("email_verified", "email_verified");
        if (settings.RoleClaim is { } roles)
            options.ClaimActions.MapJsonKey(roles, roles);
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(15);
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
        options.Events.OnTicketReceived = async received =>
        {
            received.HandleResponse();
            var arrival = received.HttpContext.RequestServices.GetRequiredService<OidcArrival>();
            await (await arrival.ReceiveAsync(received.HttpContext, received.Principal!, received.Properties!)).ExecuteAsync(received.HttpContext);
        };
        options.Events.OnRemoteFailure = async failed =>
        {
            failed.HandleResponse();
            var arrival = failed.HttpContext.RequestServices.GetRequiredService<OidcArrival>();
            await arrival.Failed(failed.HttpContext, failed.Failure, failed.Properties).ExecuteAsync(failed.HttpContext);
        };
    }
}
