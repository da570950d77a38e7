using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Reading;
using Alur.Host.Storage.Writes;

namespace Alur.Host.Storage.Tickets;

/// <summary>
/// Gives out ticket numbers, <c>011-2026-000123</c>: the SOP's number, the year in Jakarta, a running number of that year. No two tickets ever share
/// one; a number taken for a ticket that was then not created stays unused. Whoever asks while a number is being taken is served by the next taking,
/// so 64 callers cost two commits and not 64.
/// </summary>
internal sealed class TicketNumbers(IStepWriter writer, IReadCommands commands) : ITicketNumbers, IDisposable
{
    /// <summary>How often a taking that lost against another host is tried again. Each loss means that another host went forward.</summary>
    private const int Attempts = 50;

    private const string Read = "select value from counters where name = @p1";

    // Western Indonesia: UTC+7 the year round, by law without summer time. A fixed offset needs no time zone data on the machine.
    private static readonly TimeSpan Jakarta = TimeSpan.FromHours(7);

    private readonly SemaphoreSlim _taking = new(1);
    private readonly Lock _gate = new();
    private Dictionary<string, List<TaskCompletionSource<long>>> _waiting = [];

    public async Task<string> NextAsync(string prefix, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var series = $"{prefix}-{now.ToOffset(Jakarta).Year:D4}";
        var mine = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!_waiting.TryGetValue(series, out var callers)) _waiting[series] = callers = [];
            callers.Add(mine);
        }

        // Not given up by one caller: the others' numbers hang on it.
        _ = ServeAsync();
        return $"{series}-{await mine.Task.WaitAsync(cancellationToken):D6}";
    }

    public void Dispose() => _taking.Dispose();

    private async Task ServeAsync()
    {
        await _taking.WaitAsync();
        try
        {
            Dictionary<string, List<TaskCompletionSource<long>>> served;
            lock (_gate)
            {
                served = _waiting;
                _waiting = [];
            }

            foreach (var (series, callers) in served) await ServeAsync(series, callers);
        }
        finally
        {
            _taking.Release();
        }
    }

    private async Task ServeAsync(string series, List<TaskCompletionSource<long>> callers)
    {
        try
        {
            var first = await TakeAsync($"ticket-number:{series}", callers.Count);
            for (var i = 0; i < callers.Count; i++) callers[i].SetResult(first + i);
        }
#pragma warning disable CA1031 // Told to every caller that waits for it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            foreach (var caller in callers) caller.TrySetException(failure);
        }
    }

    /// <summary>Moves the counter on by a number of places.</summary>
    /// <returns>The first of them.</returns>
    private async Task<long> TakeAsync(string counter, int places)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await ReadAsync(counter) is not { } last)
            {
                await writer.CommitAsync(new WriteSet().Add(SupportWrites.StartCounter(counter)));
                continue;
            }

            var result = await writer.CommitAsync(new WriteSet().Add(SupportWrites.MoveCounter(counter, last, last + places)));
            if (result is CommitResult.Committed) return last + 1;
        }

        throw new InvalidOperationException($"Expected to move the counter {counter} within {Attempts} attempts but other hosts were always first.");
    }

    private async Task<long?> ReadAsync(string counter)
    {
        await using var lease = await commands.RentAsync(Read, [counter], CancellationToken.None);
        return (long?)await lease.ExecuteScalarAsync(CancellationToken.None);
    }
}
