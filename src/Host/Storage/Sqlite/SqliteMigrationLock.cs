using Alur.Host.Storage.Startup;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Sqlite;

/// <summary>A lock file beside the database, held open exclusively: the operating system lets go of it when its holder dies.
/// The empty file stays: deleting it would let a second host lock the deleted file and a third a new one.</summary>
internal sealed class SqliteMigrationLock(DatabaseTarget target, TimeProvider time) : IMigrationLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly string _path = new SqliteConnectionStringBuilder(target.ConnectionString).DataSource + ".migrating";

    public async Task<IAsyncDisposable> TakeAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (time.GetElapsedTime(started) < patience)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (IOException held)
            {
                throw new TimeoutException(
                    $"Expected to migrate the database within {patience.TotalSeconds:0} s but another process holds {_path}. Is another host starting on the same file?",
                    held);
            }
        }
    }

    public async Task ClearStaleAsync(AlurDb db, CancellationToken cancellationToken)
    {
        var tables = await db.Database
            .SqlQuery<int>($"""select count(*) as "Value" from sqlite_master where type = 'table' and name = '__EFMigrationsLock'""")
            .SingleAsync(cancellationToken);
        if (tables > 0) await db.Database.ExecuteSqlAsync($"""delete from "__EFMigrationsLock" """, cancellationToken);
    }
}
