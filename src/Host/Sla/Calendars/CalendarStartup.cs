using Alur.Host.Sla.Policies;

namespace Alur.Host.Sla.Calendars;

/// <summary>Makes sure of the office's calendar and policy before anything asks for a due time. Registered after the storage, which readies the database first.</summary>
internal sealed class CalendarStartup(CalendarStore calendars, SlaPolicyStore policies) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await policies.SeedAsync(cancellationToken);
        await calendars.SeedAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
