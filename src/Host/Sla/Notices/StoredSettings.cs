using System.Text.Json;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Notices;

/// <summary>Settings that an Administrator changes while the host runs: JSON documents in the database. Read each time, so that all hosts agree at once.</summary>
/// <param name="databases">Where they lie.</param>
public sealed class StoredSettings(IDbContextFactory<AlurDb> databases)
{
    /// <summary>Reads a setting; null when nobody has set it, or what was set cannot be read any more.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T?> ReadAsync<T>(string key, CancellationToken cancellationToken)
        where T : class
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Key == key, cancellationToken) is not { } row) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(row.Value, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The statement that stores a setting.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">Its value.</param>
    public static Write Put<T>(string key, T value) => SupportWrites.PutSetting(key, JsonSerializer.Serialize(value, JsonSerializerOptions.Web));
}
