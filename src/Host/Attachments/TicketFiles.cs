using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Attachments;

/// <summary>A file that lies on disk but on no ticket yet.</summary>
/// <param name="Id">Id of the attachment it will be.</param>
/// <param name="Name">Cleaned name.</param>
/// <param name="File">The stored file.</param>
public sealed record KeptFile(string Id, string Name, StoredFile File);

/// <summary>Brings files onto tickets: first onto the disk, where they are judged, then onto the ticket.</summary>
/// <param name="store">The disk.</param>
/// <param name="pipeline">Runs the command.</param>
/// <param name="contexts">Counts what is there.</param>
/// <param name="ids">Gives ids.</param>
public sealed class TicketFiles(FileStore store, TicketPipeline pipeline, IDbContextFactory<AlurDb> contexts, IdSource ids)
{
    /// <summary>Most files a ticket can have, so that nobody fills the disk through one.</summary>
    public const int MostOfTicket = 50;

    /// <summary>Why the ticket takes no more files; null when it does.</summary>
    public async Task<Refusal?> WhyNoRoomAsync(TicketCase ticket, CancellationToken cancellationToken)
    {
        if (TicketGuard.WhyOver(ticket.Ticket) is { } over)
            return over;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Attachments.CountAsync(row => row.TicketId == ticket.Ticket.Id, cancellationToken) >= MostOfTicket
            ? new Refusal.WrongState(T("Tiket {0}", ticket.Ticket.Number), T("mempunyai kurang dari {0} lampiran", MostOfTicket), $"{MostOfTicket}")
            : null;
    }

    /// <summary>Writes a file to disk and judges it.</summary>
    public Task<(KeptFile? Kept, Refusal? Refusal)> KeepAsync(Stream content, string sentName, CancellationToken cancellationToken) =>
        KeepAsync(ids.Next(), content, sentName, cancellationToken);

    /// <summary>As the other, under an id that is known before.</summary>
    internal async Task<(KeptFile? Kept, Refusal? Refusal)> KeepAsync(string id, Stream content, string sentName, CancellationToken cancellationToken)
    {
        try
        {
            var (file, refusal) = await store.WriteAsync(id, content, sentName, cancellationToken);
            return file is null ? (null, refusal) : (new KeptFile(id, FileName.Clean(sentName, file.Type), file), null);
        }
        catch (Exception broken) when (broken is not UnauthorizedAccessException && Upload.IsBroken(broken))
        {
            return (null, Upload.Broken);
        }
    }

    /// <summary>Puts a kept file onto a ticket; when it is refused, the file goes.</summary>
    /// <param name="ticketId">The ticket's id.</param>
    /// <param name="kept">The file.</param>
    /// <param name="actor">Who sent it.</param>
    /// <param name="prepare">Last change to the command before it runs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Refusal?> AttachAsync(string ticketId, KeptFile kept, Actor actor, Func<TicketCommand, TicketCommand> prepare, CancellationToken cancellationToken)
    {
        if (await pipeline.RunAsync(ticketId, prepare(new AttachFile(kept.Id, kept.Name, kept.File, actor)), cancellationToken) is not TicketResult.Refused refused)
            return null;
        Discard(kept);
        return refused.Why;
    }

    /// <summary>Removes a file that will be on no ticket.</summary>
    public void Discard(KeptFile kept) => store.Delete(kept.File.StoredAs);
}
