namespace Alur.Host.Search;

/// <summary>Keeps the index up to date while the host runs; off by <c>Search:Enabled=false</c>, for a host that leaves it to others.</summary>
/// <param name="indexer">Does the work.</param>
/// <param name="log">Where a failure is told.</param>
public sealed class SearchIndexProcess(SearchIndexer indexer, ILogger<SearchIndexProcess> log) : BackgroundService
{
    /// <summary>
    /// Real time between two looks at what has changed. Also when something had: a ticket that goes from step to step is then taken in once for all of them,
    /// and not beside each, which would take the time that the steps need.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await indexer.RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // What has changed stays in its table; the process goes on with it.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                log.LogError(failure, "The search index could not be brought up to date; it is tried again in {Interval}.", Interval);
            }
            await Task.Delay(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
