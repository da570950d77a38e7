using System.Text.Json;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Pages.Forms;

/// <summary>Keeps forms that somebody has begun, one of each kind for each person; files are not kept.</summary>
/// <param name="contexts">Reads drafts.</param>
/// <param name="writer">Stores them.</param>
/// <param name="time">The office's clock.</param>
internal sealed class FormDrafts(IDbContextFactory<AlurDb> contexts, IStepWriter writer, TimeProvider time)
{
    private const int Longest = 100_000;

    /// <summary>What somebody has begun; null when nothing.</summary>
    public async Task<FormDraft?> ReadAsync(string userId, string form, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.FormDrafts.AsNoTracking().FirstOrDefaultAsync(row => row.UserId == userId && row.Form == form, cancellationToken) is { } kept
            ? new(JsonSerializer.Deserialize<Dictionary<string, string>>(kept.Fields)!, kept.SavedAt)
            : null;
    }

    /// <summary>Keeps what was typed; nothing when it is more than any form of ours can hold.</summary>
    public async Task KeepAsync(string userId, string form, IReadOnlyDictionary<string, string> fields)
    {
        var json = JsonSerializer.Serialize(fields.Where(field => !field.Key.StartsWith('_') && field.Value.Length > 0).ToDictionary());
        if (json.Length <= Longest)
            await CommitAsync(FormDraftWrites.Put(new() { UserId = userId, Form = form, Fields = json, SavedAt = time.GetUtcNow() }));
    }

    /// <summary>Forgets what was begun.</summary>
    public Task RemoveAsync(string userId, string form) => CommitAsync(FormDraftWrites.Remove(userId, form));

    private async Task CommitAsync(Write write) => _ = await writer.CommitAsync(new WriteSet().Add(write), CancellationToken.None);
}

/// <summary>A form that somebody has begun.</summary>
/// <param name="Fields">What was typed, by field.</param>
/// <param name="SavedAt">When it was last kept.</param>
public sealed record FormDraft(IReadOnlyDictionary<string, string> Fields, DateTimeOffset SavedAt);
