using Alur.Host.Attachments;
using Alur.Host.Clock;
using Alur.Host.Features;
using Alur.Host.Health;
using Alur.Host.Identity;
using Alur.Host.Live;
using Alur.Host.OpenApi;
using Alur.Host.Pages;
using Alur.Host.Refusals;
using Alur.Host.Search;
using Alur.Host.Security;
using Alur.Host.Sla.Jobs;
using Alur.Host.Storage;
using Alur.Host.Studio;
using Alur.Host.Studio.Hosting;
using Alur.Host.Texts;

namespace Alur.Host;

/// <summary>Composes the host. Each room brings one <c>AddAlur…</c> and, when it answers requests, one <c>MapAlur…</c>.</summary>
public static class AlurHost
{
    private const long LargestRequest = 16 * 1024 * 1024;

    /// <summary>Builds the application without starting it.</summary>
    /// <param name="args">Command line, read as configuration.</param>
    /// <param name="adjust">Changes the configuration before it is read; used by tests.</param>
    /// <param name="replace">Replaces services after all are registered; used by tests.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null, Action<IServiceCollection>? replace = null)
    {
        // Settings lie beside the program; data paths are relative to where it is started.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
        });
        adjust?.Invoke(builder);

        var services = builder.Services;
        services.ConfigureHttpJsonOptions(options => JsonShape.Apply(options.SerializerOptions));
        // A request that cannot be bound is thrown, so that one place (RefusalMiddleware) answers it.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddCommandAuthorisation();
        services.AddAlurRateLimits(builder.Configuration, builder.Environment);
        services.AddAlurClock(builder.Environment);
        services.AddAlurStorage(builder.Configuration);
        services.AddAlurClockStartup();
        services.AddAlurSla(builder.Configuration, builder.Environment);
        services.AddAlurIdentity(builder.Configuration);
        services.AddAlurHealth();
        services.AddAlurOpenApi();
        services.AddAlurTickets();
        services.AddAlurSearch(builder.Configuration);
        services.AddAlurAttachments();
        services.AddAlurLive();
        services.AddAlurPages();
        services.AddAlurStudioPages();
        services.AddAlurStudioApi();
        replace?.Invoke(services);

        var app = builder.Build();
        app.UsePathBaseSetting();
        app.UseSecurityHeaders();
        app.UseLanguages();
        app.UseMiddleware<RefusalMiddleware>();
        app.UseTrustedProxies(app.Configuration);
        app.UseHostGuard();
        app.UseStudioFiles();
        app.UseRouting();
        app.UseSameOriginGuard();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseCommandAuthorisation();
        app.UseBodyGuard();

        app.MapAlurHealth();
        app.MapAlurIdentity();
        app.MapAlurTickets();
        app.MapAlurLive();
        app.MapSlaEndpoints();
        app.MapAlurJobs();
        app.MapAlurAttachments();
        app.MapAlurOpenApi();
        app.MapProblemPages();
        app.MapAlurPages();
        app.MapAlurStudioPages();
        app.MapAlurStudioApi();
        return app;
    }
}
