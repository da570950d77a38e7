using System.Text.Json;
using Alur.Host.Attachments;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Pages.Forms;

/// <summary>Keeps forms that somebody has begun, one of each kind for each person, with the files chosen for them.</summary>
/// <param name="contexts">Reads drafts.</param>
/// <param name="writer">Stores them.</param>
/// <param name="files">The files chosen for them.</param>
/// <param name="time">The office's clock.</param>
internal sealed class FormDrafts(IDbContextFactory<AlurDb> contexts, IStepWriter writer, DraftFiles files, TimeProvider time)
{
    /// <summary>How long a draft that nobody touches is kept, with its files.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int Longest = 100_000;
    private const int AtOnce = 500;

    private static readonly TimeSpan LongestUpload = TimeSpan.FromHours(1);

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
            await writer.CommitAsync(new WriteSet().Add(FormDraftWrites.Put(new() { UserId = userId, Form = form, Fields = json, SavedAt = time.GetUtcNow() })), CancellationToken.None);
    }

    /// <summary>Forgets what was begun, with its files.</summary>
    public async Task RemoveAsync(string userId, string form)
    {
        await writer.CommitAsync(new WriteSet().Add(FormDraftWrites.Remove(userId, form)).Add(DraftFileWrites.LeaveAll(userId, form)), CancellationToken.None);
        await files.ClearAsync(userId, CancellationToken.None);
    }

    /// <summary>Forgets drafts that nobody has touched for long, and files that were left behind without one.</summary>
    /// <param name="realNow">The present instant in real time, which files live in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many drafts and files went.</returns>
    public async Task<int> TidyAsync(DateTimeOffset realNow, CancellationToken cancellationToken)
    {
        var (before, filesBefore, removed) = (time.GetUtcNow() - Kept, realNow - Kept, 0);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var old in await db.FormDrafts.AsNoTracking().Where(row => row.SavedAt < before).OrderBy(row => row.UserId).Take(AtOnce).ToListAsync(cancellationToken))
        {
            var set = new WriteSet().Add(FormDraftWrites.Expire(old.UserId, old.Form, before)).Add(DraftFileWrites.LeaveAll(old.UserId, old.Form));
            removed += await writer.CommitAsync(set, CancellationToken.None) is CommitResult.Committed ? 1 : 0;
        }
        var alone = db.DraftFiles.AsNoTracking().Where(file =>
            file.State == DraftFileState.Kept && file.At < filesBefore && !db.FormDrafts.Any(draft => draft.UserId == file.UserId && draft.Form == file.Form));
        foreach (var file in await alone.OrderBy(file => file.Id).Take(AtOnce).ToListAsync(cancellationToken))
            await files.RemoveAsync(file.UserId, [file.Id]);
        return removed + await files.ClearAsync(realNow - LongestUpload, cancellationToken);
    }
}

/// <summary>A form that somebody has begun.</summary>
/// <param name="Fields">What was typed, by field.</param>
/// <param name="SavedAt">When it was last kept.</param>
public sealed record FormDraft(IReadOnlyDictionary<string, string> Fields, DateTimeOffset SavedAt);
