using System.Globalization;
using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Mail;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Studio.Hosting;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Setup;

/// <summary>One thing that an office needs before it works with Alur.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Title">What it is.</param>
/// <param name="IsDone">Whether it is so now.</param>
/// <param name="Words">What is so, or what is missing.</param>
/// <param name="Path">Where it is done.</param>
public sealed record ChecklistItem(string Key, string Title, bool IsDone, string Words, string Path);

/// <summary>What is set up and what is not.</summary>
/// <param name="Items">Each thing.</param>
/// <param name="IsHidden">Whether an Administrator has put the list away; it comes back by itself when something is missing again.</param>
public sealed record ChecklistState(IReadOnlyList<ChecklistItem> Items, bool IsHidden)
{
    /// <summary>True when nothing is missing.</summary>
    public bool IsComplete => Items.All(item => item.IsDone);
}

/// <summary>Looks at what an office needs, each time at the thing itself. Only of backups the host sees nothing: there somebody's word is taken.</summary>
/// <param name="contexts">The database.</param>
/// <param name="office">The office's name.</param>
/// <param name="stored">Marks that Administrators have set.</param>
/// <param name="mail">The mail settings that count.</param>
/// <param name="notices">The public address.</param>
/// <param name="procedures">What is published.</param>
/// <param name="studio">Studio's files.</param>
/// <param name="demo">Whether demo accounts may be used here.</param>
/// <param name="time">The office's clock.</param>
public sealed class Checklist(
    IDbContextFactory<AlurDb> contexts, OfficeName office, StoredSettings stored, MailSettingsSource mail, NoticeSettingsSource notices, Procedures procedures,
    StudioFolder studio, DemoGate demo, TimeProvider time)
{
    private static readonly string[] Needed = [Roles.Helpdesk, Roles.AdminPpe, Roles.Lkpp, Roles.Supervisor];

    /// <summary>Looks at everything.</summary>
    public async Task<ChecklistState> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.Calendars.AsNoTracking().SingleAsync(c => c.Id == TimeRules.OfficeCalendar && c.IsCurrent, cancellationToken);
        var ofRoles = await db.Calendars.AsNoTracking()
            .Where(c => c.IsCurrent && c.Id != row.Id && db.RoleCalendars.Any(role => role.CalendarId == c.Id)).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        var items = new List<ChecklistItem>
        {
            Name(await office.ReadAsync(cancellationToken)), Address((await notices.ReadAsync(cancellationToken)).PublicAddress), await HoursAsync(row, cancellationToken),
            Holidays([row, .. ofRoles]), await MailAsync(cancellationToken),
        };
        foreach (var role in Needed)
            items.Add(await PeopleAsync(db, role, cancellationToken));
        items.Add(await ProcessAsync(cancellationToken));
        items.Add(Studio(studio.IsThere));
        items.Add(Backup(await MarkAsync(SetupMarks.Backup, cancellationToken)));
        return new(items, await MarkAsync(SetupMarks.Hidden, cancellationToken) is not null && items.All(item => item.IsDone));
    }

    private static ChecklistItem Studio(bool isThere) =>
        new("studio", "Studio", isThere, isThere ? T("Terpasang.") : T("Berkas Studio belum ada, jadi proses tidak dapat digambar. Halamannya menyebut cara memasangnya."), "/studio");

    private static ChecklistItem Backup(string? by)
    {
        var words = by is null
            ? T("Alur tidak dapat melihat cadangan di luar server ini: jadwalkan, lalu nyatakan di sini.")
            : T("Dinyatakan sudah dijadwalkan oleh {0}.", by);
        return new("backup", T("Cadangan"), by is not null, words, "/admin/kesehatan");
    }

    private Task<string?> MarkAsync(string key, CancellationToken cancellationToken) => SetupMarks.ReadAsync(stored, key, cancellationToken);

    private static ChecklistItem Name(string? name) =>
        new("office", T("Nama kantor"), name is not null, name is null ? T("Belum diisi; halaman dan surel hanya menyebut Alur.") : $"{name}.", "/admin/penyiapan/kantor");

    private static ChecklistItem Address(string? address)
    {
        var isSafe = address?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;
        var words = address is null ? T("Belum diisi, jadi surel tidak memuat tautan.")
            : isSafe ? $"{address}" : T("{0} belum memakai https: kata sandi dan tiket lewat tanpa perlindungan.", address);
        return new("address", T("Alamat situs dengan HTTPS"), isSafe, words, "/admin/penyiapan/kantor");
    }

    private async Task<ChecklistItem> HoursAsync(CalendarRow row, CancellationToken cancellationToken)
    {
        // Whoever has stored a revision has looked at it; the one that ships was stored by nobody.
        var isDone = row.ChangedById is not null || await MarkAsync(SetupMarks.Calendar, cancellationToken) is not null;
        var words = isDone ? T("Sudah diperiksa.") : T("Masih kalender bawaan yang belum diperiksa: zona waktu dan jam buka.");
        return new("calendar", T("Jam kerja kantor"), isDone, words, "/admin/penyiapan/kalender");
    }

    // The office's calendar first, then those that roles have of their own: of each the time runs on through the holidays it does not know.
    private ChecklistItem Holidays(IReadOnlyList<CalendarRow> calendars)
    {
        var read = calendars.Select(row => (row.Id, Calendar: CalendarDefinition.Parse(row.Document))).ToList();
        var year = new WorkingCalendar(read[0].Calendar).ToLocal(time.GetUtcNow()).Year;
        foreach (var (id, calendar) in read)
        {
            var missing = new[] { year, year + 1 }.Where(one => calendar.Holidays.All(holiday => holiday.Date.Year != one))
                .Select(one => one.ToString(CultureInfo.InvariantCulture)).ToList();
            if (missing.Count == 0) continue;
            var years = missing.Count == 2 ? T("{0} dan {1}", missing[0], missing[1]) : missing[0];
            return Item(false, id == TimeRules.OfficeCalendar
                ? T("Hari libur {0} belum ada; tanpa itu waktu berjalan juga pada hari libur.", years)
                : T("Hari libur {0} belum ada pada kalender {1}; tanpa itu waktu berjalan juga pada hari libur.", years, calendar.Name), id);
        }
        return Item(true, T("Sudah ada."), TimeRules.OfficeCalendar);

        ChecklistItem Item(bool isDone, string words, string id) => new("holidays", T("Hari libur {0} dan {1}", year, year + 1), isDone, words, "/admin/kalender/" + id);
    }

    private async Task<ChecklistItem> MailAsync(CancellationToken cancellationToken)
    {
        var settings = await mail.ReadAsync(cancellationToken);
        var isTried = settings is not null && await MarkAsync(SetupMarks.Mail, cancellationToken) == SetupMarks.Of(settings);
        var words = settings is null ? T("Belum diatur: pemberitahuan hanya tampil dalam aplikasi.")
            : isTried ? T("Surel percobaan diterima {0}.", settings.Host) : T("Diatur, tetapi belum ada surel percobaan yang berhasil dengan pengaturan ini.");
        return new("mail", T("Surel"), isTried, words, "/admin/penyiapan/surel");
    }

    private async Task<ChecklistItem> PeopleAsync(AlurDb db, string role, CancellationToken cancellationToken)
    {
        var isDemo = demo.AccountsAllowed;
        var people = await db.Users.AsNoTracking()
            .Where(user => user.IsActive && db.UserRoles.Any(one => one.UserId == user.Id && one.RoleId == role))
            .Where(user => isDemo || !user.Id.StartsWith(DemoAccounts.Prefix))
            .Select(user => user.PasswordHash != null || user.Id.StartsWith(DemoAccounts.Prefix)).ToListAsync(cancellationToken);
        var ready = people.Count(canSignIn => canSignIn);
        var words = ready > 0 ? T("{0} orang.", ready)
            : people.Count > 0 ? T("{0} orang diundang, tetapi belum ada yang menetapkan kata sandi.", people.Count)
            : T("Belum ada orang dengan peran ini; langkahnya tidak akan dikerjakan.");
        return new("role-" + role, RoleNames.Show(role), ready > 0, words, "/orang");
    }

    private async Task<ChecklistItem> ProcessAsync(CancellationToken cancellationToken)
    {
        var published = await procedures.PublishedAsync(TicketOpening.DefinitionId, cancellationToken);
        var words = published is null
            ? T("Proses belum diterbitkan, jadi tiket tidak dapat dikirim.")
            : T("Versi {0} sudah terbit.", published.Sheet.Version);
        return new("process", T("Proses"), published is not null, words, "/studio");
    }
}
