using System.Globalization;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Clock;

/// <summary>Keeps the offset of the demonstration clock in the database, so that a restart does not turn time back.</summary>
public sealed class StoredClock(TimeProvider time, IDbContextFactory<AlurDb> contexts, IStepWriter writer) : IDisposable
{
    private const string Setting = "clock.offset";

    private readonly SemaphoreSlim _moving = new(1, 1);

    /// <summary>What the clock shows.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>How far it is ahead; zero for a clock that cannot be moved.</summary>
    public TimeSpan Offset => (time as AdjustableTimeProvider)?.Offset ?? TimeSpan.Zero;

    /// <summary>Takes up the stored offset. Does nothing where the clock cannot be moved.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (time is not AdjustableTimeProvider clock)
            return;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var text = await db.Settings.AsNoTracking().Where(s => s.Key == Setting).Select(s => s.Value).FirstOrDefaultAsync(cancellationToken);
        if (text is not null)
            clock.MoveTo(TimeSpan.FromTicks(long.Parse(text, CultureInfo.InvariantCulture)));
    }

    /// <summary>Moves the clock forward, first in the database. False when it would go too far or cannot be moved.</summary>
    public async Task<bool> AdvanceAsync(TimeSpan by, CancellationToken cancellationToken)
    {
        if (time is not AdjustableTimeProvider clock)
            return false;
        await _moving.WaitAsync(cancellationToken);
        try
        {
            if (by > AdjustableTimeProvider.Furthest - clock.Offset)
                return false;
            var offset = clock.Offset + by;
            await writer.CommitAsync(new WriteSet().Add(SupportWrites.PutSetting(Setting, offset.Ticks.ToString(CultureInfo.InvariantCulture))), cancellationToken);
            clock.MoveTo(offset);
            return true;
        }
        finally
        {
            _moving.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _moving.Dispose();
}
