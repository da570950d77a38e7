using Microsoft.Data.Sqlite;
using Npgsql;

namespace Alur.Host.Storage;

/// <summary>Which database, read from the one setting that names it.</summary>
/// <param name="Provider">SQLite or PostgreSQL.</param>
/// <param name="ConnectionString">Complete connection string for that provider's driver.</param>
public sealed record DatabaseTarget(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>
    /// Reads a database setting: a path of a SQLite file, <c>Data Source=…</c>, <c>postgres://user:password@host:port/name</c>, or an Npgsql
    /// connection string (<c>Host=…</c>).
    /// </summary>
    /// <param name="text">The setting.</param>
    /// <returns>The database it names.</returns>
    /// <exception cref="ArgumentException">The text is empty or not understood.</exception>
    public static DatabaseTarget Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
            return Postgres(FromUri(new Uri(text)));
        if (!text.Contains('=')) return Sqlite(new SqliteConnectionStringBuilder { DataSource = text });
        if (text.Contains("Host=", StringComparison.OrdinalIgnoreCase) || text.Contains("Server=", StringComparison.OrdinalIgnoreCase))
            return Postgres(new NpgsqlConnectionStringBuilder(text));
        return Sqlite(new SqliteConnectionStringBuilder(text));
    }

    /// <summary>Makes the folder of a database file. Nothing to do for a server.</summary>
    internal void EnsureFolder()
    {
        if (Provider != DatabaseProvider.Sqlite) return;
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(ConnectionString).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    }

    private static DatabaseTarget Sqlite(SqliteConnectionStringBuilder builder)
    {
        if (builder.DataSource is "" or ":memory:" || builder.Mode == SqliteOpenMode.Memory)
            throw new ArgumentException("Expected a database file but the setting names a database in memory, which loses what was acknowledged.");
        return new(DatabaseProvider.Sqlite, builder.ConnectionString);
    }

    private static DatabaseTarget Postgres(NpgsqlConnectionStringBuilder builder)
    {
        // The driver's default of 100 is all that a server admits by its own default. More than a few for each core only wait for one another there.
        if (builder.MaxPoolSize == 100) builder.MaxPoolSize = 24;
        // Statements repeat by the thousand: let the driver prepare them, and keep them prepared across uses of a pooled connection.
        if (builder.MaxAutoPrepare == 0) builder.MaxAutoPrepare = 50;
        builder.NoResetOnClose = true;
        // A conflict names the statement that lost.
        builder.IncludeFailedBatchedCommand = true;
        return new(DatabaseProvider.Postgres, builder.ConnectionString);
    }

    private static NpgsqlConnectionStringBuilder FromUri(Uri uri)
    {
        var user = uri.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')) };
        if (uri.Port > 0) builder.Port = uri.Port;
        if (user[0].Length > 0) builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) builder.Password = Uri.UnescapeDataString(user[1]);
        return builder;
    }
}
