using Alur.Host.Storage.Reading;

namespace Alur.Host.Search;

/// <summary>Reads hits.</summary>
internal static class SearchReading
{
    public static async Task<IReadOnlyList<SearchHit>> HitsAsync(
        IReadCommands commands, string sql, string[] args, CancellationToken cancellationToken, int? seconds = null)
    {
        await using var lease = await commands.RentAsync(sql, args, cancellationToken);
        if (seconds is { } most)
            lease.GiveUpAfter(most);
        await using var reader = await lease.ExecuteReaderAsync(cancellationToken);
        var hits = new List<SearchHit>();
        while (await reader.ReadAsync(cancellationToken))
            hits.Add(new(reader.GetInt64(0), reader.GetString(1)));
        return hits;
    }
}
