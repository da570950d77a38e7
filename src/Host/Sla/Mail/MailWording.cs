using System.Globalization;
using System.Text.Json;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Mail;

/// <summary>Finds the wording of a kind of notice, and the names that it can use.</summary>
/// <param name="calendars">The office's time, in which moments are told.</param>
public sealed class MailWording(OfficeCalendars calendars)
{
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    /// <summary>The wording that counts for a kind: its own, else the office's for every kind, else the one that ships with the product.</summary>
    /// <param name="db">The database.</param>
    /// <param name="kind">The kind of notice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<MailTemplate> FindAsync(AlurDb db, string kind, CancellationToken cancellationToken)
    {
        var rows = await db.NoticeTemplates.AsNoTracking().Where(t => t.Kind == kind || t.Kind == NoticeCatalog.Any).ToListAsync(cancellationToken);
        var row = rows.Find(t => t.Kind == kind) ?? rows.FirstOrDefault();
        return row is null ? MailTemplate.Shipped : new(row.Subject, row.Text, row.Html);
    }

    /// <summary>The names of a template: <c>pemberitahuan</c>, <c>penerima</c>, <c>tiket</c>, <c>alamat</c> and <c>kantor</c>.</summary>
    /// <param name="kind">The kind of notice.</param>
    /// <param name="text">What is told.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="role">The recipient's role, whose time is told.</param>
    /// <param name="name">The recipient's name.</param>
    /// <param name="ticket">The ticket, if it is about one.</param>
    /// <param name="settings">Where links lead.</param>
    /// <param name="office">The office's name; null while it has none.</param>
    /// <param name="tracking">Token of a link that opens the ticket without signing in; null for whoever is not its reporter.</param>
    public JsonElement Names(
        string kind, string text, DateTimeOffset at, string role, string name, NoticeTicket? ticket, NoticeSettings settings, string? office = null,
        string? tracking = null)
    {
        var calendar = calendars.For(role);
        return JsonSerializer.SerializeToElement(new
        {
            pemberitahuan = new
            {
                jenis = kind, judul = NoticeCatalog.TitleOf(kind), teks = text,
                waktu = $"{calendar.ToLocal(at).ToString("d MMMM yyyy HH.mm", Indonesian)} {calendar.ZoneLabel}",
            },
            penerima = new { nama = name },
            tiket = ticket is null
                ? null
                : new
                {
                    nomor = ticket.Number, judul = ticket.Title, prioritas = ticket.Priority, tautan = settings.LinkTo(ticket.Id, ticket.Number),
                    lacak = tracking is null || settings.PublicAddress is not { } address
                        ? null
                        : $"{address}/lacak/{Uri.EscapeDataString(ticket.Number)}?k={Uri.EscapeDataString(tracking)}",
                },
            alamat = settings.PublicAddress, kantor = office,
        });
    }

    /// <summary>Made-up names for a preview.</summary>
    /// <param name="kind">The kind of notice.</param>
    /// <param name="now">When.</param>
    /// <param name="settings">Where links lead.</param>
    public JsonElement Sample(string kind, DateTimeOffset now, NoticeSettings settings) => Names(
        kind, "Tiket 011-2026-000123: langkah 2 (Menetapkan prioritas) melewati batas waktu; belum diambil.", now, Identity.Roles.Helpdesk, "Andi Saputra",
        new("contoh", "011-2026-000123", "Tidak dapat masuk <SPSE> & halaman kosong", "Tinggi"), settings);
}
