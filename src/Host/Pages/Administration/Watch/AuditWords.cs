namespace Alur.Host.Pages.Administration.Watch;

/// <summary>What was done, in words.</summary>
internal static class AuditWords
{
    /// <summary>An action in words; an unknown one as it is.</summary>
    public static string Of(string action) => action switch
    {
        "person.make" => "Pengguna diundang",
        "person.link" => "Tautan kata sandi dibuat",
        "person.roles" => "Peran diganti",
        "person.activate" => "Akun diaktifkan",
        "person.deactivate" => "Akun dinonaktifkan",
        "person.sessions" => "Sesi dan token diakhiri",
        "person.second-factor" => "Verifikasi dua langkah dihapus",
        "person.link-external" => "Akun dihubungkan dengan server masuk",
        "person.unlink-external" => "Hubungan dengan server masuk diputus",
        "sign-in-rules.change" => "Aturan masuk diganti",
        "calendar.change" => "Kalender diganti",
        "calendar.role" => "Kalender peran diganti",
        "policy.change" => "Aturan SLA diganti",
        "priorities.change" => "Daftar prioritas diganti",
        "notice-template.change" => "Templat surel diganti",
        "notice-template.remove" => "Templat surel dihapus",
        "notice-settings.change" => "Pengaturan pemberitahuan diganti",
        "mail-settings.change" => "Pengaturan surel diganti",
        "mail-settings.remove" => "Pengaturan surel dihapus",
        "mail-settings.test" => "Surel percobaan dikirim",
        "mail-settings.tested" => "Surel percobaan diterima server",
        "office.change" => "Nama atau alamat kantor diganti",
        "setup.step" => "Penyiapan dilanjutkan",
        "setup.calendar" => "Kalender kantor dinyatakan benar",
        "setup.backup" => "Cadangan dinyatakan sudah dijadwalkan",
        "setup.hide" => "Daftar penyiapan disembunyikan",
        "webhook.make" => "Webhook dibuat",
        "webhook.change" => "Webhook diganti",
        "webhook.remove" => "Webhook dihapus",
        "webhook.secret" => "Kunci webhook diganti",
        "webhook.test" => "Webhook dicoba",
        "webhook.replay" => "Panggilan webhook dikirim ulang",
        "reply.make" => "Balasan siap pakai dibuat",
        "reply.change" => "Balasan siap pakai diganti",
        "reply.remove" => "Balasan siap pakai dihapus",
        "outbox.retry" => "Kiriman dikirim ulang",
        "outbox.discard" => "Kiriman dibuang",
        "deadline.retry" => "Tenggat dijalankan ulang",
        "timer.retry" => "Pengatur waktu dijalankan ulang",
        _ => action,
    };
}
