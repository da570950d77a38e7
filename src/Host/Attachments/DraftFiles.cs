using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Attachments;

/// <summary>Files chosen for a form that is not sent yet: judged like every other, kept for their owner until they go onto a ticket, are thrown away, or the draft is too old.</summary>
/// <param name="store">The disk.</param>
/// <param name="files">Writes and judges.</param>
/// <param name="contexts">Reads the rows.</param>
/// <param name="writer">Stores them.</param>
/// <param name="ids">Gives ids.</param>
/// <param name="real">Real time: an upload takes some of it.</param>
public sealed class DraftFiles(FileStore store, TicketFiles files, IDbContextFactory<AlurDb> contexts, IStepWriter writer, IdSource ids, RealTime real)
{
    /// <summary>Most files a draft can have.</summary>
    public const int Most = 20;

    private const int AtOnce = 500;

    /// <summary>The files of a draft, oldest first.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="form">Which form.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<DraftFileRow>> ReadAsync(string userId, string form, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.DraftFiles.AsNoTracking().Where(row => row.UserId == userId && row.Form == form && row.State == DraftFileState.Kept)
            .OrderBy(row => row.Id).Take(Most).ToListAsync(cancellationToken);
    }

    /// <summary>Keeps a file; gives why not when it is refused, and then nothing of it stays.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="form">Which form.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="sentName">Name as sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(string? Id, Refusal? Refusal)> AddAsync(string userId, string form, Stream content, string sentName, CancellationToken cancellationToken)
    {
        var row = new DraftFileRow
        {
            Id = ids.Next(), UserId = userId, Form = form, State = DraftFileState.Arriving, Name = "", ContentType = "", Sha256 = "", At = real.Now,
        };
        if (!await CommitAsync(DraftFileWrites.Arrive(row, Most)))
            return (null, new Refusal.WrongState(T("Draf ini"), T("mempunyai kurang dari {0} lampiran", Most), $"{Most}"));
        // What breaks off here leaves a row that says so, and housekeeping removes both.
        var (kept, refusal) = await files.KeepAsync(row.Id, content, sentName, cancellationToken);
        if (kept is not null)
        {
            (row.Name, row.ContentType, row.Size, row.Sha256) = (kept.Name, kept.File.Type.ContentType, kept.File.Size, kept.File.Sha256);
            if (await CommitAsync(DraftFileWrites.Keep(row)))
                return (row.Id, null);
        }
        await DropAsync(row.Id);
        return (null, refusal ?? Upload.Broken);
    }

    /// <summary>Throws files of a draft away. Those of others, and those that are gone, stay as they are.</summary>
    /// <param name="userId">Who says so.</param>
    /// <param name="unwanted">Their ids.</param>
    public async Task RemoveAsync(string userId, IEnumerable<string> unwanted)
    {
        foreach (var id in unwanted)
        {
            if (await CommitAsync(DraftFileWrites.Leave(id, userId) with { Expectation = Expectation.ExactlyOne }))
                await DropAsync(id);
        }
    }

    /// <summary>Removes the bytes of what somebody has thrown away, with a draft or out of one.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ClearAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await ClearAsync(db.DraftFiles.Where(row => row.UserId == userId && row.State == DraftFileState.Leaving), cancellationToken);
    }

    /// <summary>Removes the bytes of every file that nobody wants any more or that never arrived, then its row.</summary>
    /// <param name="arrivingBefore">What began to arrive before this moment will not arrive.</param>
    /// <param name="cancellationToken">Gives up between files.</param>
    /// <returns>How many.</returns>
    public async Task<int> ClearAsync(DateTimeOffset arrivingBefore, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ClearAsync(
            db.DraftFiles.Where(row => row.State == DraftFileState.Leaving || (row.State == DraftFileState.Arriving && row.At < arrivingBefore)), cancellationToken);
    }

    /// <summary>Puts files of a draft onto the ticket that is made of it, in the ticket's own commit: they are in one of both, and never in none or in both.</summary>
    /// <param name="draft">The ticket.</param>
    /// <param name="kept">The files. Of those that are the same, byte for byte and by name, one goes along: a double click sends them twice.</param>
    internal static void PutOn(TicketDraft draft, IReadOnlyList<DraftFileRow> kept)
    {
        foreach (var same in kept.GroupBy(row => (row.Sha256, row.Name)))
        {
            var one = same.First();
            var file = new StoredFile(FileStore.PathOf(one.Id), one.Size, one.Sha256, new SniffedType(one.ContentType, Path.GetExtension(one.Name)));
            if (new AttachFile(one.Id, one.Name, file, draft.Actor).Decide(draft) is { } refusal)
                throw new InvalidOperationException($"Expected a new ticket to take files but got {refusal.Kind.Slug}.");
            draft.Add(DraftFileWrites.Take(one.Id));
            draft.AddRange(same.Skip(1).Select(other => DraftFileWrites.Leave(other.Id, draft.Actor.Id)));
        }
    }

    private async Task<int> ClearAsync(IQueryable<DraftFileRow> gone, CancellationToken cancellationToken)
    {
        var some = await gone.AsNoTracking().OrderBy(row => row.Id).Select(row => row.Id).Take(AtOnce).ToListAsync(cancellationToken);
        foreach (var id in some)
            await DropAsync(id);
        return some.Count;
    }

    // The bytes first: a row without bytes is found again and removed, bytes without a row never.
    private async Task DropAsync(string id)
    {
        store.Discard(id);
        await CommitAsync(DraftFileWrites.Remove(id));
    }

    private async Task<bool> CommitAsync(Write write) => await writer.CommitAsync(new WriteSet().Add(write), CancellationToken.None) is CommitResult.Committed;
}
