using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Alur.Host.Tests.Identity;

/// <summary>
/// A sign-in server (OpenID Connect, by OpenIddict) on loopback: discovery, keys, authorization code with PKCE, which it demands, and a secret. Whoever comes
/// is
/// signed in as <see cref="Person"/>.
/// </summary>
public sealed class SignInServer : IAsyncDisposable
{
    public const string Secret = "rahasia-klien-uji";

    private WebApplication? app;

    /// <summary>Who is signed in at the server; null refuses whoever comes.</summary>
    public SomebodyElsewhere? Person { get; set; }

    public string Url => app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<SignInServer> StartAsync(int port = 0)
    {
        var server = new SignInServer();
        var builder = WebApplication.CreateSlimBuilder(["--urls", $"http://127.0.0.1:{port}"]);
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.Services.AddOpenIddict().AddServer(options =>
        {
            options.EnableDegradedMode();
            options.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
            options.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            options.RegisterScopes(Scopes.Email, Scopes.Profile);
            options.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            options.UseAspNetCore().DisableTransportSecurityRequirement();
            options.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(asked =>
            {
                if (asked.ClientId != "alur")
                    asked.Reject(Errors.InvalidClient);
                return default;
            }));
            options.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(asked =>
            {
                if (asked.ClientId != "alur" || asked.ClientSecret != Secret)
                    asked.Reject(Errors.InvalidClient);
                return default;
            }));
            options.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(asked =>
            {
                if (server.Person is { } person)
                    asked.SignIn(person.ToPrincipal(asked.Request.GetScopes()));
                else
                    asked.Reject(Errors.AccessDenied);
                return default;
            }));
        });
        server.app = builder.Build();
        server.app.UseAuthentication();
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>Somebody as the sign-in server knows him.</summary>
public sealed record SomebodyElsewhere(string Subject, string Email, bool IsVerified, params string[] Groups)
{
    public ClaimsPrincipal ToPrincipal(ImmutableArray<string> scopes)
    {
        var identity = new ClaimsIdentity("sign-in server", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, Subject).SetClaim(Claims.Name, "Orang " + Subject).SetClaim(Claims.Email, Email)
            .SetClaim(Claims.EmailVerified, IsVerified);
        identity.SetClaims("groups", [.. Groups]);
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity).SetScopes(scopes);
    }
}
