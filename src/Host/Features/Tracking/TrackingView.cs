using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;

namespace Alur.Host.Features.Tracking;

/// <summary>A public message, without its author's name.</summary>
/// <param name="Role">The role in which it was written.</param>
/// <param name="Text">What was said.</param>
/// <param name="At">When.</param>
public sealed record TrackedMessage(string Role, string Text, DateTimeOffset At);

/// <summary>A ticket as somebody sees it who has its secret and nothing else: where it is and what was said, and nobody's name, address or number.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Title">Judul.</param>
/// <param name="Description">What the reporter wrote.</param>
/// <param name="Kind">Tipe tiket.</param>
/// <param name="Application">The application it is about.</param>
/// <param name="Status"><c>Open</c>, <c>Closed</c> or <c>Cancelled</c>.</param>
/// <param name="OpenedAt">When it was sent.</param>
/// <param name="ClosedAt">When it ended.</param>
/// <param name="Stations">Where it has been, is, and goes.</param>
/// <param name="Messages">The public conversation, oldest first.</param>
public sealed record TrackingView(
    string Number, string Title, string Description, string Kind, string Application, string Status, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt,
    IReadOnlyList<Station> Stations, IReadOnlyList<TrackedMessage> Messages)
{
    /// <summary>The view of a ticket.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="messages">Its public messages, oldest first.</param>
    public static TrackingView Of(TicketCase ticket, IEnumerable<MessageRow> messages)
    {
        var row = ticket.Ticket;
        return new(
            row.Number, row.Title, row.Description, row.Kind, row.Application, row.Status.ToString(), row.OpenedAt, row.ClosedAt,
            [.. Station.Of(ticket).Select(station => station with { Holder = null })],
            [.. messages.Where(one => one.Kind == MessageKind.Public).Select(one => new TrackedMessage(one.AuthorRole, one.Text, one.At))]);
    }
}
