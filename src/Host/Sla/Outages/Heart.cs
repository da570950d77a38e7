using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Alur.Host.Sla.Outages;

/// <summary>
/// Knows when no host was up. All hosts on a database beat the same heart; whoever beats it after a silence longer than
/// <see cref="SlaOptions.OutageAfter"/> records the silence as an outage, in the commit of the beat itself, so that it is recorded once.
/// </summary>
/// <remarks>
/// Silence is measured in real time and ends now, by the office's clock: moving that clock forward in a rehearsal is no outage. A database that cannot be
/// reached is one, since nobody can work without it.
/// </remarks>
/// <param name="contexts">Reads the last beat.</param>
/// <param name="writer">Commits.</param>
/// <param name="ids">Makes identities.</param>
/// <param name="time">The office's clock.</param>
/// <param name="wall">Real time.</param>
/// <param name="options">What is a silence.</param>
public sealed class Heart(
    IDbContextFactory<AlurDb> contexts, IStepWriter writer, IdSource ids, TimeProvider time, WallClock wall, IOptions<SlaOptions> options)
{
    private const string Name = "host";

    /// <summary>Beats once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The outage that it ended; null when there was none, or when another host was first.</returns>
    public async Task<OutageRow?> BeatAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await db.Heartbeats.AsNoTracking().Where(heart => heart.Name == Name).Select(heart => (DateTimeOffset?)heart.At).FirstOrDefaultAsync(cancellationToken);
        var now = wall.Now;
        if (last is not { } before)
        {
            await writer.CommitAsync(new WriteSet().Add(ReportWrites.FirstBeat(Name, now)), cancellationToken);
            return null;
        }

        var silence = now - before;
        // Another host has just beaten.
        if (silence >= TimeSpan.Zero && silence < options.Value.Heartbeat / 2) return null;
        var set = new WriteSet().Add(ReportWrites.Beat(Name, before, now));
        OutageRow? outage = null;
        if (silence > options.Value.OutageAfter)
        {
            var end = time.GetUtcNow();
            outage = new OutageRow { Id = ids.Next(), FromAt = end - silence, ToAt = end };
            set.Add(ReportWrites.Insert(outage));
        }
        return await writer.CommitAsync(set, cancellationToken) is CommitResult.Committed ? outage : null;
    }
}
