using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Administration.Watch;

/// <summary>What was done, in words.</summary>
internal static class AuditWords
{
    /// <summary>An action in words; an unknown one as it is.</summary>
    public static string Of(string action) => action switch
    {
        "person.make" => T("Pengguna diundang"),
        "person.link" => T("Tautan kata sandi dibuat"),
        "person.roles" => T("Peran diganti"),
        "person.activate" => T("Akun diaktifkan"),
        "person.deactivate" => T("Akun dinonaktifkan"),
        "person.sessions" => T("Sesi dan token diakhiri"),
        "person.second-factor" => T("Verifikasi dua langkah dihapus"),
        "person.link-external" => T("Akun dihubungkan dengan server masuk"),
        "person.unlink-external" => T("Hubungan dengan server masuk diputus"),
        "sign-in-rules.change" => T("Aturan masuk diganti"),
        "calendar.change" => T("Kalender diganti"),
        "calendar.role" => T("Kalender peran diganti"),
        "policy.change" => T("Aturan SLA diganti"),
        "priorities.change" => T("Daftar prioritas diganti"),
        "applications.change" => T("Daftar aplikasi diganti"),
        "notice-template.change" => T("Templat surel diganti"),
        "notice-template.remove" => T("Templat surel dihapus"),
        "notice-settings.change" => T("Pengaturan pemberitahuan diganti"),
        "mail-settings.change" => T("Pengaturan surel diganti"),
        "mail-settings.remove" => T("Pengaturan surel dihapus"),
        "mail-settings.test" => T("Surel percobaan dikirim"),
        "mail-settings.tested" => T("Surel percobaan diterima server"),
        "office.change" => T("Nama atau alamat kantor diganti"),
        "setup.step" => T("Penyiapan dilanjutkan"),
        "setup.calendar" => T("Kalender kantor dinyatakan benar"),
        "setup.backup" => T("Cadangan dinyatakan sudah dijadwalkan"),
        "setup.hide" => T("Daftar penyiapan disembunyikan"),
        "webhook.make" => T("Webhook dibuat"),
        "webhook.change" => T("Webhook diganti"),
        "webhook.remove" => T("Webhook dihapus"),
        "webhook.secret" => T("Kunci webhook diganti"),
        "webhook.test" => T("Webhook dicoba"),
        "webhook.replay" => T("Panggilan webhook dikirim ulang"),
        "reply.make" => T("Balasan siap pakai dibuat"),
        "reply.change" => T("Balasan siap pakai diganti"),
        "reply.remove" => T("Balasan siap pakai dihapus"),
        "outbox.retry" => T("Kiriman dikirim ulang"),
        "outbox.discard" => T("Kiriman dibuang"),
        "deadline.retry" => T("Tenggat dijalankan ulang"),
        "timer.retry" => T("Pengatur waktu dijalankan ulang"),
        _ => action,
    };
}
