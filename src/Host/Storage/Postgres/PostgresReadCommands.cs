using System.Collections.Concurrent;
using Alur.Host.Storage.Reading;
using Npgsql;

namespace Alur.Host.Storage.Postgres;

/// <summary>
/// Reads on PostgreSQL. The driver's pool keeps the connections and what is prepared on them. A text with named parameters the driver would parse anew each
/// time, at the cost of several kilobytes; so it is taken apart once, into statements whose parameters have numbers.
/// </summary>
internal sealed class PostgresReadCommands(NpgsqlDataSource source) : IReadCommands
{
    private static readonly ConcurrentDictionary<string, string[]> Statements = new();

    public async ValueTask<ReadLease> RentAsync(string sql, string[] args, CancellationToken cancellationToken)
    {
        var statements = Statements.GetOrAdd(sql, static text => Split(text));
        var connection = await source.OpenConnectionAsync(cancellationToken);
        var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement);
            foreach (var arg in args) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = arg });
            batch.BatchCommands.Add(command);
        }

        return new ReadLease(batch);
    }

    // Constants of ours: no semicolon and no @p but those meant. Every statement of a text uses all of its parameters.
    private static string[] Split(string sql) =>
        [.. sql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(statement => statement.Replace("@p", "$", StringComparison.Ordinal))];
}
