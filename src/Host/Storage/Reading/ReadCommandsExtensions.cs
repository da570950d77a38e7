namespace Alur.Host.Storage.Reading;

/// <summary>Short forms of the commonest read.</summary>
internal static class ReadCommandsExtensions
{
    /// <summary>The one text that a query with one argument finds; null when it finds nothing.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="sql">The query; a constant.</param>
    /// <param name="argument">Its argument, <c>@p1</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<string?> ScalarAsync(this IReadCommands commands, string sql, string argument, CancellationToken cancellationToken)
    {
        await using var lease = await commands.RentAsync(sql, [argument], cancellationToken);
        return (string?)await lease.ExecuteScalarAsync(cancellationToken);
    }
}
