using Alur.Workflows.Definitions;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Publishing;

/// <summary>What the compiler finds wrong, in Indonesian. A test reads the compiler's codes from its source, so that none is forgotten here.</summary>
internal static class CompileTexts
{
    /// <summary>The sentence for a problem.</summary>
    /// <param name="problem">What the compiler or the reader reports.</param>
    /// <param name="names">What the activities are called.</param>
    public static string Of(Problem problem, StepNames names) => Find(problem, names) ?? T("Ada yang salah pada {0} ({1}): {2}", names.Of(problem.ActivityId), problem.Path, problem.Message);

    /// <summary>The same; null for a code that has no sentence of its own.</summary>
    internal static string? Find(Problem problem, StepNames names)
    {
        var step = names.Of(problem.ActivityId);
        var at = $"({problem.Path})";
        return problem.Code switch
        {
            "not-json" => T("Berkas ini bukan JSON yang sah {0}. Ekspor ulang definisinya dari perancang.", at),
            "not-an-object" => T("Berkas ini bukan definisi proses: isinya harus satu objek JSON."),
            "malformed" => T("Bentuk data di {0} tidak sesuai format definisi{1}. Perbaiki atau hapus bagian itu.", problem.Path, Concerning(problem, names)),
            "too-large" => T("Definisi ini terlalu besar {0}. Bagi menjadi beberapa proses.", at),
            "too-deep" => T("Definisi ini bertingkat terlalu dalam {0}. Kurangi bagan di dalam bagan.", at),
            "bad-text" => T("Ada teks yang tidak dapat disimpan {0}: hapus karakter yang rusak.", at),
            "duplicate-property" => T("Ada isian yang tertulis dua kali {0}. Hapus salah satunya.", at),
            "no-root" => T("Definisi ini tidak punya bagan. Buat bagan alir terlebih dahulu."),
            "no-start" => T("Bagan ini tidak punya langkah awal. Tambahkan langkah pertama, atau pilih lagi langkah awalnya."),
            "missing-id" => T("Ada langkah atau variabel tanpa id {0}. Hapus lalu tambahkan lagi di perancang.", at),
            "duplicate-id" => T("Dua langkah atau variabel memakai id yang sama pada {0} {1}. Hapus salah satunya lalu tambahkan lagi.", step, at),
            "unknown-type" => T("Jenis aktivitas pada {0} tidak dikenal {1}. Ganti dengan aktivitas dari kotak alat.", step, at),
            "dangling-connection" => T("Ada panah yang ujungnya tidak menempel pada langkah mana pun di bagannya {0}. Hapus panah itu atau sambungkan lagi.", at),
            "unknown-port" => T("Ada panah dari {0} yang keluar lewat jalan keluar yang tidak dimilikinya {1}. Sambungkan lagi panah itu.", step, at),
            "unreachable" => T("Tidak ada panah yang menuju {0}, jadi langkah itu tidak akan pernah dijalankan. Sambungkan atau hapus.", step),
            "dead-end" when problem.Severity == ProblemSeverity.Warning => T("Tidak ada panah keluar dari {0}, padahal bagan ini punya langkah akhir. Sambungkan bila prosesnya seharusnya berlanjut.", step),
            "dead-end" => T("Dari {0} semua jalan berputar kembali dan tidak ada yang sampai ke akhir. Beri jalan keluar dari putaran itu.", step),
            "missing-input" => T("Ada isian wajib yang kosong pada {0} {1}. Lengkapi isian itu.", step, at),
            "wrong-type" => T("Ada isian pada {0} yang jenis nilainya salah {1}; waktu, misalnya, ditulis jj:mm:dd. Perbaiki isian itu.", step, at),
            "bad-expression" => T("Ada ungkapan atau skrip pada {0} yang tidak dapat dibaca {1}. Perbaiki penulisannya.", step, at),
            "unknown-variable" => T("Variabel yang dipakai {0} tidak ada {1}. Pilih variabel yang ada, atau buat dahulu.", step, at),
            "duplicate-case" => T("Dua kasus pada {0} memakai label yang sama {1}. Beri setiap kasus label sendiri.", step, at),
            "missing-definition-id" => T("Definisi ini tidak punya definitionId, jadi tidak diketahui proses mana yang dimaksud."),
            _ => null,
        };
    }

    private static string Concerning(Problem problem, StepNames names) => problem.ActivityId is null ? "" : $" {T("pada {0}", names.Of(problem.ActivityId))}";
}
