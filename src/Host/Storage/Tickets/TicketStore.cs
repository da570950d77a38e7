using System.Data.Common;
using Alur.Host.Storage.Reading;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Storage.Tickets;

/// <summary>Loads tickets by hand-written SQL, in one round trip.</summary>
internal sealed class TicketStore(IReadCommands commands) : ITicketStore
{
    private const string IdByNumber = "select id from tickets where number = @p1";

    private const string IdByTask = "select instance_id from tasks where id = @p1";

    public async Task<TicketSnapshot?> LoadAsync(string ticketId, CancellationToken cancellationToken = default)
    {
        await using var lease = await commands.RentAsync(TicketSql.Load, [ticketId], cancellationToken);
        while (true)
        {
            await using var reader = await lease.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken)) return null;
            var instance = TicketSql.ReadInstance(reader);
            var ticket = TicketSql.ReadTicket(reader);
            await reader.NextResultAsync(cancellationToken);
            // A step committed between the two statements: read again. It ends, because commands on one ticket come one after the other.
            if (await ReadTasksAsync(reader, instance.Revision, cancellationToken) is { } tasks) return new TicketSnapshot(instance, ticket, tasks);
        }
    }

    public Task<string?> FindIdByNumberAsync(string number, CancellationToken cancellationToken = default) => FindAsync(IdByNumber, number, cancellationToken);

    public Task<string?> FindIdByTaskAsync(string taskId, CancellationToken cancellationToken = default) => FindAsync(IdByTask, taskId, cancellationToken);

    /// <summary>The tasks, or null when they are of another revision than the instance.</summary>
    private static async Task<List<TaskRow>?> ReadTasksAsync(DbDataReader reader, long revision, CancellationToken cancellationToken)
    {
        var tasks = new List<TaskRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            tasks.Add(TicketSql.ReadTask(reader, out var readAt));
            if (readAt != revision) return null;
        }

        return tasks;
    }

    private async Task<string?> FindAsync(string sql, string value, CancellationToken cancellationToken)
    {
        await using var lease = await commands.RentAsync(sql, [value], cancellationToken);
        return (string?)await lease.ExecuteScalarAsync(cancellationToken);
    }
}
