using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Alur.Host.Sla.Escalation;

/// <summary>
/// What happens to a deadline or timer whose job fails: it is tried again later and later, and after a number of failures set aside, where an operator
/// sees it and can run it again. Without this, each lease would hand it out once more and leave one more failed job behind.
/// </summary>
/// <param name="databases">Reads how often it failed.</param>
/// <param name="writer">Notes the failure.</param>
/// <param name="wall">Real time: marks are in it.</param>
/// <param name="options">Lease and number of failures.</param>
/// <param name="log">Where failures are told.</param>
public sealed class DueFailures(IDbContextFactory<AlurDb> databases, IStepWriter writer, WallClock wall, IOptions<SlaOptions> options, ILogger<DueFailures> log)
{
    /// <summary>The longest real time between a failure and the next attempt.</summary>
    public static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(10);

    private const int LongestReason = 500;

    private readonly SlaOptions _options = options.Value;

    /// <summary>Real time between a failure and the next attempt: 2, 4, 8 seconds and so on, at most ten minutes.</summary>
    /// <param name="attempts">Failures so far, from 1.</param>
    public static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(LongestBackoff.TotalSeconds, Math.Pow(2, attempts)));

    /// <summary>Notes that a deadline failed to take effect.</summary>
    /// <param name="deadlineId">The deadline.</param>
    /// <param name="why">The failure.</param>
    /// <returns>Whether it is set aside now: its job then shall be seen as failed, and be the only one.</returns>
    public async Task<bool> OfDeadlineAsync(string deadlineId, Exception why)
    {
        await using var db = await databases.CreateDbContextAsync();
        if (await db.Deadlines.AsNoTracking().SingleOrDefaultAsync(d => d.Id == deadlineId) is not { } row) return true;
        var attempts = row.Attempts + 1;
        var mark = MarkAfter(attempts, row.State == DeadlineState.Quarantined);
        log.LogWarning(why, "The deadline {Id} failed to take effect, for the {Attempts}. time.", deadlineId, attempts);
        await writer.CommitAsync(new WriteSet().Add(DeadlineWrites.Fail(deadlineId, mark, attempts, Reason(why))));
        return mark is null;
    }

    /// <summary>Notes that a timer failed to wake its activity.</summary>
    /// <param name="timer">The timer as read.</param>
    /// <param name="why">The failure.</param>
    /// <returns>Whether it is set aside now.</returns>
    public async Task<bool> OfTimerAsync(TimerRow timer, Exception why)
    {
        var attempts = timer.Attempts + 1;
        var mark = MarkAfter(attempts, timer.State == TimerState.Quarantined);
        log.LogWarning(
            why, "The timer of {Instance} at {Activity}, visit {Visit}, failed for the {Attempts}. time.", timer.InstanceId, timer.ActivityId, timer.Visit, attempts);
        await writer.CommitAsync(new WriteSet().Add(TimerWrites.Fail(timer, mark, attempts, Reason(why))));
        return mark is null;
    }

    /// <summary>A mark dated so that a sweep releases it when the back-off is over; null when the row is set aside.</summary>
    private DateTimeOffset? MarkAfter(int attempts, bool wasAside) =>
        wasAside || attempts >= _options.DeadlineAttempts ? null : wall.Now + Backoff(attempts) - _options.Lease;

    private static string Reason(Exception why)
    {
        var text = $"Gagal dijalankan ({why.GetType().Name}): {why.Message}".Replace('\0', ' ');
        return text.Length <= LongestReason ? text : text[..LongestReason];
    }
}
