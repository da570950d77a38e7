using Alur.Host.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Alur.Host.Storage;

/// <summary>The model on one SQLite file, the embedded default.</summary>
/// <param name="options">Where the file is.</param>
public sealed class SqliteAlurDb(DbContextOptions<SqliteAlurDb> options) : AlurDb(options)
{
    /// <summary>The options of this context, the same for the host and for <c>dotnet ef</c>.</summary>
    internal static void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlite(connectionString)
        .ReplaceService<IMigrationsSqlGenerator, ClusteredTables>()
        .AddInterceptors(new SqlitePragmas());
}
