namespace Alur.Host.Clock;

/// <summary>Takes up the stored offset before anything asks for the time. Registered after the storage, which readies the database first.</summary>
internal sealed class ClockStartup(StoredClock clock) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => clock.LoadAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
