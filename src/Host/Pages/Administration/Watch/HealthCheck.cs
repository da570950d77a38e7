using System.Diagnostics;
using Alur.Host.Sla;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Texts;
using Hangfire;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Administration.Watch;

/// <summary>One part of the host and how it is.</summary>
/// <param name="Part">Which part.</param>
/// <param name="IsGood">False when somebody should look.</param>
/// <param name="Words">What was seen.</param>
public sealed record HealthLine(string Part, bool IsGood, string Words);

/// <summary>How the host is.</summary>
/// <param name="At">When it was looked at, by the office's clock.</param>
/// <param name="Lines">Its parts.</param>
/// <param name="File">The database's file; null when it is on a server.</param>
/// <param name="Database">Its name on the server; null when it is a file.</param>
public sealed record HealthState(DateTimeOffset At, IReadOnlyList<HealthLine> Lines, string? File, string? Database);

/// <summary>Looks at what the host depends on. Each question is answered from an index or a file's size, whatever is stored.</summary>
/// <param name="contexts">The database.</param>
/// <param name="target">Which database.</param>
/// <param name="jobs">Hangfire's storage.</param>
/// <param name="sla">Whether this host watches times.</param>
/// <param name="time">The office's clock.</param>
public sealed class HealthCheck(IDbContextFactory<AlurDb> contexts, DatabaseTarget target, JobStorage jobs, IOptions<SlaOptions> sla, TimeProvider time)
{
    private static readonly TimeSpan MostDelay = TimeSpan.FromMinutes(1);
    private const long LeastDisk = 1_000_000_000;

    /// <summary>Looks at everything.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<HealthState> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var lines = new List<HealthLine> { await DatabaseAsync(db, cancellationToken), Jobs() };
        var oldest = await db.Deadlines.Where(d => d.State == DeadlineState.Open && d.DueAt <= now).OrderBy(d => d.DueAt).Select(d => (DateTimeOffset?)d.DueAt)
            .FirstOrDefaultAsync(cancellationToken);
        lines.Add(new(T("Penyisiran tenggat"), oldest is null || now - oldest < MostDelay, oldest is { } due ? T("Tenggat tertua menunggu {0}.", Show(now - due)) : T("Tidak ada tenggat yang menunggu.")));
        var pending = await db.Outbox.Where(o => o.State == EF.Constant(OutboxState.Pending) && o.Destination == "" && o.NextAttemptAt <= now).OrderBy(o => o.NextAttemptAt)
            .Select(o => (DateTimeOffset?)o.NextAttemptAt).FirstOrDefaultAsync(cancellationToken);
        lines.Add(new(T("Kotak keluar"), pending is null || now - pending < MostDelay, pending is { } since ? T("Kiriman tertua menunggu {0}.", Show(now - since)) : T("Tidak ada kiriman yang menunggu.")));
        var failed = await db.Outbox.CountAsync(o => o.State == EF.Constant(OutboxState.Failed), cancellationToken);
        var aside = await db.Outbox.CountAsync(o => o.State == EF.Constant(OutboxState.Quarantined), cancellationToken);
        var stuck = await db.Deadlines.CountAsync(d => d.State == EF.Constant(DeadlineState.Quarantined), cancellationToken);
        lines.Add(new(T("Yang gagal"), failed + aside + stuck == 0, T("{0} kiriman gagal, {1} dikarantina, {2} tenggat dikarantina.", failed, aside, stuck)));
        if (Disk() is { } disk) lines.Add(disk);
        return target.Provider == DatabaseProvider.Sqlite
            ? new(now, lines, SqliteFile, null)
            : new(now, lines, null, new NpgsqlConnectionStringBuilder(target.ConnectionString).Database);
    }

    private async Task<HealthLine> DatabaseAsync(AlurDb db, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        await db.Settings.Select(setting => setting.Key).FirstOrDefaultAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        var size = target.Provider == DatabaseProvider.Sqlite
            ? new FileInfo(SqliteFile).Length
            : await db.Database.SqlQuery<long>($"select pg_database_size(current_database()) as \"Value\"").SingleAsync(cancellationToken);
        return new(T("Basis data"), took < 1_000, T("{0}, menjawab dalam {1} ms, besarnya {2} MB.", target.Provider, took.ToString("0", Languages.Forms), (size / 1e6).ToString("0.0", Languages.Forms)));
    }

    private HealthLine Jobs()
    {
        var part = T("Pekerjaan latar");
        if (!sla.Value.Enabled) return new(part, false, T("Dimatikan pada server ini (Sla:Enabled)."));
        try
        {
            var monitor = jobs.GetMonitoringApi();
            var (servers, statistics) = (monitor.Servers(), monitor.GetStatistics());
            return new(part, servers.Count > 0 && statistics.Failed == 0, T("{0} server Hangfire, {1} menunggu, {2} gagal.", servers.Count, statistics.Enqueued, statistics.Failed));
        }
#pragma warning disable CA1031 // Whatever is wrong with the jobs' storage is what the page is for.
        catch (Exception why)
#pragma warning restore CA1031
        {
            return new(part, false, T("Penyimpanan pekerjaan tidak menjawab: {0}", why.Message));
        }
    }

    private HealthLine? Disk()
    {
        if (target.Provider != DatabaseProvider.Sqlite) return null;
        var folder = Path.GetDirectoryName(SqliteFile)!;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        return new(T("Ruang cakram"), free > LeastDisk, T("{0} GB tersisa di {1}.", (free / 1e9).ToString("0.0", Languages.Forms), folder));
    }

    private string SqliteFile => Path.GetFullPath(new SqliteConnectionStringBuilder(target.ConnectionString).DataSource);

    private static string Show(TimeSpan age) => age.TotalMinutes < 1 ? T("{0} detik", Math.Max(0, (int)age.TotalSeconds))
        : age.TotalHours < 1 ? T("{0} menit", (int)age.TotalMinutes) : T("{0} jam", (long)age.TotalHours);
}
