using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Administration;

/// <summary>The pages of the Administrator, in the order in which they are linked, and what they say after something was done.</summary>
internal static class AdminLinks
{
    /// <summary>Path, name and what is found there.</summary>
    public static IReadOnlyList<(string Path, string Label, string What)> All { get; } =
    [
        (Alur.Host.Setup.SetupSteps.PathOf("kantor"), "Kantor", "Nama kantor dan alamat situs; langkah-langkah penyiapan."),
        ("/orang", "Pengguna", "Mengundang dengan tautan, memberi peran, menonaktifkan, tautan kata sandi baru."),
        ("/admin/masuk", "Aturan masuk", "Peran yang wajib memakai verifikasi dua langkah."),
        ("/admin/kalender", "Kalender kerja", "Jam buka, hari libur, periode seperti Ramadan, dan kalender setiap peran."),
        ("/admin/aturan", "Aturan SLA", "Waktu, peringatan, dan tingkat eskalasi menurut langkah, jam tiket, dan prioritas."),
        ("/admin/prioritas", "Prioritas dan kategori", "Daftar prioritas kantor; apa yang tetap dan apa yang diatur dalam proses."),
        ("/admin/balasan", "Balasan siap pakai", "Teks yang dipilih petugas ketika menulis pesan, dengan nama seperti nomor tiket di dalamnya."),
        ("/admin/surel", "Surel", "Server surel dan surel percobaan."),
        ("/admin/templat", "Templat surel", "Kata-kata surel menurut jenis pemberitahuan, dengan pratinjau."),
        ("/admin/webhook", "Webhook", "Sistem lain yang dipanggil ketika sesuatu terjadi."),
        ("/admin/kiriman", "Kotak keluar", "Yang belum terkirim, gagal, atau dikarantina; mengirim ulang dan membuang."),
        ("/admin/catatan", "Catatan tindakan", "Siapa melakukan apa dalam administrasi."),
        ("/admin/kesehatan", "Kesehatan", "Basis data, pekerjaan latar, tenggat, kotak keluar, ruang cakram, cadangan."),
        ("/insiden", "Insiden", "Tiket yang terhenti karena prosesnya gagal."),
    ];

    /// <summary>What a page says after its form was done; the key stands in the address.</summary>
    public static string? Done(string? key) => key switch
    {
        "simpan" => T("Tersimpan."),
        "terapkan" => T("Diterapkan. Tugas dan jam tiket yang terbuka mengikuti satu per satu; riwayat tiketnya menyebut sebabnya."),
        "sama" => T("Tidak ada yang berubah: isinya sama dengan yang berlaku."),
        "hapus" => T("Dihapus."),
        "kirim" => T("Dijadwalkan untuk dikirim."),
        "buang" => T("Dibuang."),
        _ => null,
    };
}
