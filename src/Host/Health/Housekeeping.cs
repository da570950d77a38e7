using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Health;

/// <summary>
/// Removes what nobody needs any more and nothing refers to: sessions whose cookies ran out, answers that were kept for requests sent twice, and forms begun long
/// ago with their files. What an office is accountable for is never removed.
/// </summary>
/// <param name="contexts">The database.</param>
/// <param name="drafts">Forms begun.</param>
/// <param name="time">The office's clock: answers bear its time.</param>
/// <param name="real">Real time: sessions live in it.</param>
/// <param name="log">Where a failed round is told.</param>
internal sealed partial class Housekeeping(IDbContextFactory<AlurDb> contexts, FormDrafts drafts, TimeProvider time, RealTime real, ILogger<Housekeeping> log) : BackgroundService
{
    /// <summary>How long a request may be sent again under its <c>Idempotency-Key</c> and get its first answer.</summary>
    public static readonly TimeSpan AnswersKept = TimeSpan.FromDays(30);

    private static readonly TimeSpan SessionsKept = SessionStore.Life * 2;
    private static readonly TimeSpan Round = TimeSpan.FromHours(1);

    // A small transaction each, so that the work of people does not wait.
    private const int AtOnce = 500;

    /// <summary>Removes what is too old now; gives how many rows.</summary>
    public async Task<int> TidyAsync(CancellationToken cancellationToken)
    {
        var (removed, answersBefore, sessionsBefore) = (0, time.GetUtcNow() - AnswersKept, real.Now - SessionsKept);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var some in new[]
        {
            () => db.Idempotency.Where(row => row.CreatedAt < answersBefore).OrderBy(row => row.CreatedAt).Take(AtOnce).ExecuteDeleteAsync(cancellationToken),
            () => db.Sessions.Where(row => row.LastSeenAt < sessionsBefore).OrderBy(row => row.Id).Take(AtOnce).ExecuteDeleteAsync(cancellationToken),
        })
        {
            int count;
            do removed += count = await some();
            while (count == AtOnce);
        }
        return removed + await drafts.TidyAsync(real.Now, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hours = new PeriodicTimer(Round, real.Clock);
        try
        {
            while (await hours.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await TidyAsync(stoppingToken);
                }
#pragma warning disable CA1031 // Whatever failed, the next round tries again.
                catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
                {
                    LogFailed(failure);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Removing what is too old failed; the next round is in an hour.")]
    private partial void LogFailed(Exception failure);
}
