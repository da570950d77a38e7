using System.Diagnostics;
using Alur.Host.Storage.Commit;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Alur.Bench;

/// <summary>
/// The raw SQLite database: given write sets that were recorded, it runs their statements on one connection, one set of each client to a commit, with
/// nothing around them: no queue, no savepoint, no check. What a step costs beyond this is ours.
/// </summary>
internal sealed class RawSqlite : IRawDatabase
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, sqlite3_stmt> statements = [];

    public RawSqlite(string path)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        // The same promises as the host's own writer: durable when answered, references kept.
        Run("pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000; pragma foreign_keys = on;");
    }

    /// <summary>Copies a database that may be in use.</summary>
    public static void Copy(string from, string to)
    {
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Pooling = false }.ConnectionString);
        source.Open();
        using var command = source.CreateCommand();
        command.CommandText = "vacuum into $to";
        command.Parameters.AddWithValue("$to", to);
        command.ExecuteNonQuery();
    }

    public Task<Round> ReplayAsync(IReadOnlyList<IReadOnlyList<WriteSet>> sets, bool measured)
    {
        var longest = sets.Count == 0 ? 0 : sets.Max(client => client.Count);
        return Meter.RunAsync(1, (_, timer) =>
        {
            for (var i = 0; i < longest; i++)
            {
                var began = Stopwatch.GetTimestamp();
                Step("begin immediate", []);
                var group = 0;
                foreach (var client in sets)
                {
                    if (i >= client.Count) continue;
                    group++;
                    foreach (var write in client[i]) Step(write.Sql, write.Args);
                }

                Step("commit", []);
                // Every set of the group waited for the group's commit.
                for (var set = 0; measured && set < group; set++) timer.Took(began);
            }

            return Task.CompletedTask;
        });
    }

    public Task ExecuteAsync(string sql)
    {
        Run(sql);
        return Task.CompletedTask;
    }

    public Task<Round> AskAsync(string sql, int times) => Meter.RunAsync(1, (_, timer) =>
    {
        for (var i = 0; i < times; i++)
        {
            var began = Stopwatch.GetTimestamp();
            Step(sql, []);
            timer.Took(began);
        }

        return Task.CompletedTask;
    });

    public ValueTask DisposeAsync()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        connection.Dispose();
        return default;
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Step(string sql, Value[] args)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(connection.Handle!, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement), connection.Handle!);
            statements[sql] = statement;
        }

        for (var i = 0; i < args.Length; i++)
        {
            var at = raw.sqlite3_bind_parameter_index(statement, Positions.Name(i));
            if (args[i].IsNull) _ = raw.sqlite3_bind_null(statement, at);
            else if (args[i].Kind == ValueKind.Text) _ = raw.sqlite3_bind_text(statement, at, args[i].Text);
            else _ = raw.sqlite3_bind_int64(statement, at, args[i].Number);
        }

        var code = raw.sqlite3_step(statement);
        _ = raw.sqlite3_reset(statement);
        if (code is raw.SQLITE_DONE or raw.SQLITE_ROW) return;
        try
        {
            SqliteException.ThrowExceptionForRC(code, connection.Handle!);
        }
        catch (SqliteException failure)
        {
            throw new InvalidOperationException($"The raw database refused what the host's own took: {sql} with {string.Join(" | ", args.Select(Show))}", failure);
        }
    }

    private static string Show(Value value) => value.IsNull ? "null" : value.Kind == ValueKind.Text ? value.Text! : value.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static class Positions
    {
        private static readonly string[] Names = [.. Enumerable.Range(1, 64).Select(number => $"${number}")];

        public static string Name(int index) => Names[index];
    }
}
