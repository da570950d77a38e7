using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages;

/// <summary>What a page is for, in a sentence: search engines and shared links show it below the title. Those that anybody may open have their own.</summary>
internal static class PageDescriptions
{
    private const string Otherwise = "Alur: kirim permasalahan layanan, lihat posisi tiketnya, dan terima penyelesaiannya menurut SOP kantor.";

    private static readonly (string Path, string Words)[] All =
    [
        ("/masuk", "Masuk ke Alur untuk mengirim tiket, mengerjakan tugas, dan mengikuti penyelesaiannya."),
        ("/daftar", "Buat akun pelapor dengan alamat surel untuk mengirim tiket permasalahan layanan dan mengikuti penyelesaiannya."),
        ("/lacak", "Lihat posisi tiket permasalahan layanan dengan nomor dan kode lacaknya, tanpa masuk."),
        ("/problems", "Arti setiap penolakan yang dijawab Alur: kode, status HTTP, sebab, dan apa yang dapat dilakukan."),
        ("/sop", "SOP yang berjalan: tabel langkah dengan mutu baku, bagan alir, dan jumlah tiket pada setiap langkah."),
    ];

    /// <summary>The sentence of the page at a path.</summary>
    public static string For(string path) => T(All.FirstOrDefault(one => path == one.Path || path.StartsWith(one.Path + "/", StringComparison.Ordinal)).Words ?? Otherwise);
}
