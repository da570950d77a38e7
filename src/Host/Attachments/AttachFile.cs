using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tickets;

namespace Alur.Host.Attachments;

/// <summary>Puts a file that is already on disk onto a ticket. With the row goes a line of the journal.</summary>
/// <param name="Id">Id of the attachment.</param>
/// <param name="Name">Cleaned name.</param>
/// <param name="File">The stored file.</param>
/// <param name="Actor">Who sent it.</param>
internal sealed record AttachFile(string Id, string Name, StoredFile File, Actor Actor) : TicketCommand(Actor, Command.AttachFile)
{
    /// <inheritdoc/>
    public override Refusal? Decide(TicketDraft draft)
    {
        if (TicketGuard.WhyOver(draft.Ticket) is { } over)
            return over;
        draft.Add(MessageWrites.Attach(Row(draft)));
        draft.Record(TicketEvents.FileAttached, null, new AttachmentReference(Id, Name, File.Size), TicketEventJson.Default.AttachmentReference);
        return null;
    }

    private AttachmentRow Row(TicketDraft draft) => new()
    {
        Id = Id,
        TicketId = draft.Ticket.Id,
        Name = Name,
        ContentType = File.Type.ContentType,
        Size = File.Size,
        Sha256 = File.Sha256,
        StoredAs = File.StoredAs,
        UploadedBy = Actor.Id,
        At = draft.Now,
    };
}
