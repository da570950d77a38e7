using Alur.Host.Identity.External;
using Alur.Host.Identity.SecondFactors;
using Alur.Host.Sla.Outbox;
using Alur.Host.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Alur.Host.Identity;

/// <summary>Puts accounts and sign-in into the container, and their endpoints on the map.</summary>
public static class IdentityRegistration
{
    private const string EitherScheme = "Either";
    private const string TokenScheme = "Token";

    /// <summary>
    /// Registers accounts (the framework's Identity over <see cref="AlurDb"/>), cookie sessions, bearer tokens, and another server to sign in with.
    /// </summary>
    public static IServiceCollection AddAlurIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddIdentityCore<AlurUser>(options =>
            {
                options.Password.RequiredLength = 12;
                options.Password.RequiredUniqueChars = 5;
                // Length is what counts; demanded character classes make people write passwords down.
                options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            })
            .AddEntityFrameworkStores<AlurDb>().AddUserStore<AlurUserStore>()
            .AddDefaultTokenProviders().AddTokenProvider<TimedCodes>(TokenOptions.DefaultAuthenticatorProvider)
            .AddPasswordValidator<GuessablePasswords>().AddErrorDescriber<IdentityErrorTexts>();
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = TimeSpan.FromDays(3));
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, options =>
                options.ForwardDefaultSelector = context => context.Request.Headers.Authorization.Count > 0 ? TokenScheme : Sessions.Scheme)
            .AddCookie(Sessions.Scheme, Sessions.Configure)
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(TokenScheme, null)
            .AddAlurOidc(configuration);
        // The cookie runs out by the same clock as its row.
        services.AddOptions<CookieAuthenticationOptions>(Sessions.Scheme).Configure<RealTime>((options, real) => options.TimeProvider = real.Clock);
        services.AddSingleton(new RealTime(TimeProvider.System)).AddSingleton<SessionStore>();
        services.AddSingleton<DemoGate>().AddSingleton<DemoAccounts>().AddSingleton<AccountDirectory>().AddSingleton<ApiTokens>().AddSingleton<SignInThrottle>();
        services.AddSingleton<SignInRules>().AddSingleton<CodeThrottle>().AddSingleton<HalfSignIn>().AddSingleton<PendingKey>();
        services.AddScoped<AccountNotices>().AddScoped<SecondFactorCheck>().AddScoped<SecondFactorChanges>();
        services.AddSingleton(new SetupAnnouncement(Console.Out)).AddHostedService<FirstStart>();
        services.AddScoped<SignUp>().AddSingleton<IOutboxHandler, SignUpMailHandler>();
        services.AddScoped<People>().AddScoped<PasswordSignIn>().AddScoped<SetupLink>();
        return services;
    }

    /// <summary>Maps sessions, tokens, people, set-up and the developer's conveniences.</summary>
    public static IEndpointRouteBuilder MapAlurIdentity(this IEndpointRouteBuilder app)
    {
        SessionEndpoints.Map(app);
        OwnSessionEndpoints.Map(app);
        TokenEndpoints.Map(app);
        PeopleEndpoints.Map(app);
        SignInRuleEndpoints.Map(app);
        SetupEndpoints.Map(app);
        DevEndpoints.Map(app);
        return app;
    }
}
