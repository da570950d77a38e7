using Alur.Host.Features.TicketHistory;
using Alur.Host.Storage.Rows;

namespace Alur.Host.LkppPackets;

/// <summary>All that is told of a ticket to LKPP. Nothing internal is in it.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Step">The step on which it waits, in words; null when on none.</param>
/// <param name="Office">Who hands it over.</param>
/// <param name="Messages">The public messages, oldest first.</param>
/// <param name="HasEarlierMessages">There are older ones than fit.</param>
/// <param name="History">What a reporter would read of its history.</param>
/// <param name="HasLaterHistory">There is more than fits.</param>
/// <param name="Files">Its files.</param>
/// <param name="Show">A moment in the office's time, in words.</param>
/// <param name="LastAt">When it was last changed: what is packed bears this time, so that an unchanged ticket gives the same bytes.</param>
public sealed record Packet(
    TicketRow Ticket, string? Step, string Office, IReadOnlyList<MessageRow> Messages, bool HasEarlierMessages, IReadOnlyList<HistoryEntry> History, bool HasLaterHistory,
    IReadOnlyList<PacketFile> Files, Func<DateTimeOffset, string> Show, DateTimeOffset LastAt);
