using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Storage.Startup;

/// <summary>
/// Has the library build its model of the embedded database beside the rest of the start, which needs another processor meanwhile: building it is the longest single
/// part of a start. The library keeps one model for all contexts of the same options.
/// </summary>
internal static class EarlyModel
{
    /// <summary>Begins, and does not wait: whoever needs the model first waits for it, and is told what is wrong with it.</summary>
    /// <param name="target">The embedded database. It is not opened.</param>
    public static void Begin(DatabaseTarget target) => _ = Task.Run(() =>
    {
        var options = new DbContextOptionsBuilder<SqliteAlurDb>();
        SqliteAlurDb.Configure(options, target.ConnectionString);
        using var db = new SqliteAlurDb(options.Options);
        return db.Model;
    });
}
