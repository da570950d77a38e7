namespace Alur.Host.Health;

/// <summary>
/// Knows when the host is stopping. From then on it is not ready, and it keeps serving for the configured time so that a load balancer can notice and requests
/// on their way are answered.
/// </summary>
public sealed class Drain(IConfiguration configuration, IHostApplicationLifetime lifetime, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>Seconds to go on serving after the signal to stop; 0 when nothing watches readiness.</summary>
    public const string Setting = "DrainSeconds";

    private volatile bool _begun;

    /// <summary>True once the host has been told to stop.</summary>
    public bool HasBegun => _begun || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>How long the configuration wants it, at most five minutes.</summary>
    public static TimeSpan TimeOf(IConfiguration configuration) => TimeSpan.FromSeconds(Math.Clamp(configuration.GetValue(Setting, 0.0), 0, 300));

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _begun = true;
        if (TimeOf(configuration) is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
