namespace Alur.Host.Sla.Calendars;

/// <summary>Makes sure of the office's calendar before anything asks for a due time. Registered after the storage, which readies the database first.</summary>
internal sealed class CalendarStartup(CalendarStore calendars) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => calendars.SeedAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
