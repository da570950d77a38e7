using Alur.Host.Storage.Commit;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Alur.Host.Storage.Sqlite;

/// <summary>
/// One prepared statement, bound and stepped directly. The driver's command object makes a reader and looks every parameter up by name each time;
/// with ten statements to a step that would be a third of what a step costs.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _db;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _positions;

    /// <summary>Prepares the statement.</summary>
    /// <exception cref="SqliteException">The text is not valid for the schema.</exception>
    public SqliteStatement(sqlite3 db, string sql)
    {
        _db = db;
        var rc = raw.sqlite3_prepare_v3(db, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement);
        SqliteException.ThrowExceptionForRC(rc, db);

        // SQLite numbers named parameters by first appearance; "$2" before "$1" is common in an update.
        _positions = new int[raw.sqlite3_bind_parameter_count(_statement)];
        for (var i = 0; i < _positions.Length; i++) _positions[i] = raw.sqlite3_bind_parameter_index(_statement, $"${i + 1}");
    }

    /// <summary>Runs the statement to its end.</summary>
    /// <returns>Rows inserted, updated or deleted.</returns>
    /// <exception cref="SqliteException">The statement failed and changed nothing.</exception>
    /// <exception cref="ArgumentException">The number of arguments is not the number of parameters.</exception>
    public int Execute(ReadOnlySpan<Value> args)
    {
        if (args.Length != _positions.Length)
            throw new ArgumentException($"Expected {_positions.Length} arguments but got {args.Length} for: {raw.sqlite3_sql(_statement).utf8_to_string()}");

        try
        {
            for (var i = 0; i < args.Length; i++) Bind(_positions[i], in args[i]);
            var rc = raw.sqlite3_step(_statement);
            if (rc is not (raw.SQLITE_DONE or raw.SQLITE_ROW)) SqliteException.ThrowExceptionForRC(rc, _db);
            return raw.sqlite3_changes(_db);
        }
        finally
        {
            // Reports again what step reported; the failure is already thrown.
            _ = raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(int position, in Value value)
    {
        var rc = value.IsNull ? raw.sqlite3_bind_null(_statement, position)
            : value.Kind == ValueKind.Text ? raw.sqlite3_bind_text(_statement, position, value.Text)
            : raw.sqlite3_bind_int64(_statement, position, value.Number);
        if (rc != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(rc, _db);
    }
}
