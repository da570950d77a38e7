using System.Data.Common;
using Alur.Host.Storage.Reading;
using Npgsql;

namespace Alur.Host.Storage.Postgres;

/// <summary>Read commands on PostgreSQL. The driver's pool keeps the connections and what is prepared on them.</summary>
internal sealed class PostgresReadCommands(NpgsqlDataSource source) : IReadCommands
{
    public async ValueTask<ReadLease> RentAsync(string sql, string[] args, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        var command = new NpgsqlCommand(sql, connection);
        for (var i = 0; i < args.Length; i++) command.Parameters.Add(new NpgsqlParameter<string>($"p{i + 1}", args[i]));
        return new ReadLease(command, GiveBack);
    }

    private static async ValueTask GiveBack(DbCommand command)
    {
        await command.Connection!.DisposeAsync();
        await command.DisposeAsync();
    }
}
