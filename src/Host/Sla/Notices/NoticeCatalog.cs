using Alur.Host.Tickets;

namespace Alur.Host.Sla.Notices;

/// <summary>The kinds of notices with what people call them: what preferences, templates and webhooks can name.</summary>
public static class NoticeCatalog
{
    /// <summary>Stands for every kind without a template of its own.</summary>
    public const string Any = "*";

    /// <summary>Kind to title, in the order in which people are shown them.</summary>
    public static IReadOnlyDictionary<string, string> Titles { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [TicketNotices.Turn] = "Tiket menunggu Anda",
        [TicketNotices.Assigned] = "Tugas diberikan kepada Anda",
        [TicketNotices.Message] = "Pesan baru",
        [TicketNotices.Cancelled] = "Tiket dibatalkan",
        [NoticeKinds.Warning] = "Batas waktu hampir habis",
        [NoticeKinds.Breach] = "Batas waktu terlewati",
        [NoticeKinds.Escalation] = "Eskalasi keterlambatan",
        [NoticeKinds.Reminder] = "Tiket masih menunggu Anda",
        [NoticeKinds.AutoClosed] = "Tiket ditutup otomatis",
        [NoticeKinds.AccountAsked] = "Permintaan akun",
        [NoticeKinds.AccountSecurity] = "Keamanan akun Anda",
    };

    /// <summary>What people call a kind.</summary>
    /// <param name="kind">The kind; an unknown one has a general title.</param>
    public static string TitleOf(string kind) => Titles.GetValueOrDefault(kind, "Pemberitahuan");
}
