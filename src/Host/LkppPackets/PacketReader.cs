using System.Globalization;
using Alur.Host.Attachments;
using Alur.Host.Features;
using Alur.Host.Setup;
using Alur.Host.Features.TicketHistory;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.LkppPackets;

/// <summary>Reads what goes into a packet.</summary>
/// <param name="contexts">The database.</param>
/// <param name="procedures">Compiled definitions.</param>
/// <param name="files">Stored files.</param>
/// <param name="calendars">The office's time.</param>
/// <param name="office">The office's name.</param>
public sealed class PacketReader(IDbContextFactory<AlurDb> contexts, Procedures procedures, FileStore files, OfficeCalendars calendars, OfficeName office)
{
    private const int MostMessages = 500;

    // The summary is made in memory: long conversations are cut by their length too.
    private const int MostLetters = 1_000_000;
    private const int MostHistory = 1_000;

    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    /// <summary>The packet of a ticket as it is now.</summary>
    public async Task<Packet> ReadAsync(TicketCase ticket, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var id = ticket.Ticket.Id;
        var messages = await db.Messages.AsNoTracking().Where(message => message.TicketId == id && message.Kind == MessageKind.Public)
            .OrderByDescending(message => message.At).ThenByDescending(message => message.Id).Take(MostMessages + 1).ToListAsync(cancellationToken);
        var letters = 0;
        var told = messages.Take(MostMessages).TakeWhile(message => (letters += message.Text.Length) <= MostLetters).Reverse().ToArray();
        var (history, hasMore) = await HistoryAsync(db, ticket, cancellationToken);
        var attachments = await db.Attachments.AsNoTracking().Where(row => row.TicketId == id).OrderBy(row => row.At).ThenBy(row => row.Id)
            .Take(TicketFiles.MostOfTicket + 10).ToListAsync(cancellationToken);
        var calendar = calendars.For("");
        var steps = ticket.OpenTasks.Select(task => $"{task.StepNo}. {task.Title} ({RoleNames.Show(task.Role)})").ToArray();
        return new Packet(
            ticket.Ticket, steps.Length == 0 ? null : string.Join("; ", steps), await office.OrCalendarsAsync(cancellationToken), told,
            messages.Count > told.Length, history, hasMore, PacketFiles.Choose(attachments, files.Has),
            at => $"{calendar.ToLocal(at).ToString("d MMMM yyyy HH.mm", Indonesian)} {calendar.ZoneLabel}",
            history.Select(entry => entry.At).Concat(messages.Select(message => message.At)).Concat(attachments.Select(row => row.At)).Append(ticket.Ticket.OpenedAt).Max());
    }

    private async Task<(IReadOnlyList<HistoryEntry> Entries, bool HasMore)> HistoryAsync(AlurDb db, TicketCase ticket, CancellationToken cancellationToken)
    {
        var entries = new List<HistoryEntry>();
        var from = 0L;
        while (entries.Count < MostHistory)
        {
            var page = await TicketHistory.ReadAsync(db, procedures, ticket, seesNotes: false, from, Page.Most, cancellationToken);
            entries.AddRange(page.Items);
            if (page.Next is null)
                return (entries, false);
            from = long.Parse(page.Next, CultureInfo.InvariantCulture);
        }
        return (entries, true);
    }
}
