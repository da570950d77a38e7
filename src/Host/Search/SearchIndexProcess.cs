using System.Diagnostics;

namespace Alur.Host.Search;

/// <summary>Keeps the index up to date while the host runs; off by <c>Search:Enabled=false</c>, for a host that leaves it to others.</summary>
/// <param name="indexer">Does the work.</param>
/// <param name="log">Where a failure is told.</param>
public sealed class SearchIndexProcess(SearchIndexer indexer, ILogger<SearchIndexProcess> log) : BackgroundService
{
    /// <summary>
    /// Real time between two looks at what has changed. Also when something had: a ticket that goes from step to step is then taken in once for all of them, and not
    /// beside each. Only when more has changed than one batch holds the rest is shorter.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// What that rest is to the time the batch took. Steps come first: when there are very many, the index takes a fifth of the time and catches up when they let it.
    /// </summary>
    private const int Rest = 4;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var (began, rest) = (Stopwatch.GetTimestamp(), Interval);
            try
            {
                if ((await indexer.NextAsync(stoppingToken)).HasMore)
                    rest = TimeSpan.FromTicks(Math.Min(Interval.Ticks, Stopwatch.GetElapsedTime(began).Ticks * Rest));
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
            await Task.Delay(rest, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
