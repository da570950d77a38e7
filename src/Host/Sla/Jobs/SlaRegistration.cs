using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Clocks;
using Alur.Host.Sla.Deadlines;
using Alur.Host.Sla.Escalation;
using Alur.Host.Sla.Faults;
using Alur.Host.Sla.Notices;
using Alur.Host.Sla.Outages;
using Alur.Host.Sla.Outbox;
using Alur.Host.Sla.Policies;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Sla.Sweep;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Server;
using Microsoft.Extensions.Options;

namespace Alur.Host.Sla.Jobs;

/// <summary>Puts the watching of times into the container and the dashboard onto the site.</summary>
public static class SlaRegistration
{
    /// <summary>Address of the dashboard of background jobs.</summary>
    public const string Dashboard = "/hangfire";

    /// <summary>
    /// Registers the calendar, deadlines, sweep, outbox and Hangfire. Call it after <see cref="StorageRegistration.AddAlurStorage"/>.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="configuration">Section <c>Sla</c>; see <see cref="SlaOptions"/>.</param>
    /// <param name="environment">Faults can only be asked for in Development.</param>
    public static IServiceCollection AddAlurSla(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.Configure<SlaOptions>(configuration.GetSection("Sla"));
        services.AddSingleton(new OfficeCalendars(OfficeCalendars.Kepri));
        services.AddSingleton<CalendarRefresh>();
        services.AddSingleton<CalendarStore>();
        services.AddSingleton<SlaPolicyStore>();
        services.AddHostedService<CalendarStartup>();
        services.AddSingleton(new WallClock(TimeProvider.System));
        services.AddSingleton<DeadlinePlanner>();
        services.AddSingleton<ClockPlanner>();
        services.AddSingleton<AffectedTasks>();
        services.AddAlurNotices(configuration);
        services.AddSingleton<DueReads>();
        services.AddSingleton<DueFailures>();
        services.AddSingleton<EscalationDecision>();
        services.AddSingleton<DeadlineFiring>();
        services.AddSingleton<ISweepStore>(provider => provider.GetRequiredService<DatabaseTarget>().Provider == DatabaseProvider.Postgres
            ? ActivatorUtilities.CreateInstance<PostgresSweepStore>(provider)
            : ActivatorUtilities.CreateInstance<SqliteSweepStore>(provider));
        services.AddSingleton<DeadlineSweep>();
        services.AddSingleton<Heart>();
        services.AddSingleton<CalendarHistory>();
        AddFaults(services, configuration, environment);
        AddHangfire(services, configuration);
        return services;
    }

    /// <summary>
    /// Maps the dashboard for whoever the matrix lets see jobs. Hangfire's own filter would let every request from this machine in, and so everybody
    /// behind a proxy on it: it is taken out, and the site's authorisation stands in front.
    /// </summary>
    /// <param name="app">The site.</param>
    public static IEndpointConventionBuilder MapAlurJobs(this IEndpointRouteBuilder app) =>
        app.MapHangfireDashboard(Dashboard, new DashboardOptions
        {
            Authorization = [],
            AsyncAuthorization = [],
            AppPath = "/",
            DashboardTitle = "Alur: pekerjaan latar",
            DisplayStorageConnectionString = false,
            IgnoreAntiforgeryToken = false,
        }).RequireCommand(Command.ViewJobs);

    private static void AddHangfire(IServiceCollection services, IConfiguration configuration)
    {
        // Registered before Hangfire's own so that each host has its own: Hangfire would otherwise take the process-wide current ones.
        services.AddSingleton(provider => JobStorageFactory.Make(provider.GetRequiredService<DatabaseTarget>()));
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire((_, hangfire) => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings());
        services.AddAntiforgery();

        if (!(configuration.GetSection("Sla").Get<SlaOptions>() ?? new()).Enabled) return;
        services.AddSingleton<IBackgroundProcess, SweepProcess>();
        services.AddSingleton<IBackgroundProcess, HeartProcess>();
        services.AddSingleton<IBackgroundProcess, OutboxProcess>();
        services.AddSingleton<IBackgroundProcess, RecalculationProcess>();
        services.AddHangfireServer((provider, server) =>
        {
            server.Queues = [.. JobQueues.All];
            server.WorkerCount = provider.GetRequiredService<IOptions<SlaOptions>>().Value.Workers;
            server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            server.ServerName = $"alur:{Environment.MachineName}";
            server.StopTimeout = TimeSpan.FromSeconds(5);
            server.ShutdownTimeout = TimeSpan.FromSeconds(10);
        });
    }

    private static void AddFaults(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration[KillAtFaultPoint.Setting] is not { Length: > 0 } place || !environment.IsDevelopment())
        {
            services.AddSingleton<IFaultPoint, NoFaults>();
            return;
        }

        services.AddSingleton<IFaultPoint>(provider => new KillAtFaultPoint(place, provider.GetRequiredService<TimeProvider>()));
        var writer = services.Last(service => service.ServiceType == typeof(IStepWriter));
        services.AddSingleton<IStepWriter>(provider => new FaultPointWriter(
            (IStepWriter)(writer.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, writer.ImplementationType!)),
            provider.GetRequiredService<IFaultPoint>()));
    }
}
