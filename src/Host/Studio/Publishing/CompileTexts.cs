using Alur.Workflows.Definitions;

namespace Alur.Host.Studio.Publishing;

/// <summary>What the compiler finds wrong, in Indonesian. A test reads the compiler's codes from its source, so that none is forgotten here.</summary>
internal static class CompileTexts
{
    /// <summary>The sentence for a problem.</summary>
    /// <param name="problem">What the compiler or the reader reports.</param>
    /// <param name="names">What the activities are called.</param>
    public static string Of(Problem problem, StepNames names) => Find(problem, names) ?? $"Ada yang salah pada {names.Of(problem.ActivityId)} ({problem.Path}): {problem.Message}";

    /// <summary>The same; null for a code that has no sentence of its own.</summary>
    internal static string? Find(Problem problem, StepNames names)
    {
        var step = names.Of(problem.ActivityId);
        var at = $"({problem.Path})";
        return problem.Code switch
        {
            "not-json" => $"Berkas ini bukan JSON yang sah {at}. Ekspor ulang definisinya dari perancang.",
            "not-an-object" => "Berkas ini bukan definisi proses: isinya harus satu objek JSON.",
            "malformed" => $"Bentuk data di {problem.Path} tidak sesuai format definisi{Concerning(problem, names)}. Perbaiki atau hapus bagian itu.",
            "too-large" => $"Definisi ini terlalu besar {at}. Bagi menjadi beberapa proses.",
            "too-deep" => $"Definisi ini bertingkat terlalu dalam {at}. Kurangi bagan di dalam bagan.",
            "bad-text" => $"Ada teks yang tidak dapat disimpan {at}: hapus karakter yang rusak.",
            "duplicate-property" => $"Ada isian yang tertulis dua kali {at}. Hapus salah satunya.",
            "no-root" => "Definisi ini tidak punya bagan. Buat bagan alir terlebih dahulu.",
            "no-start" => "Bagan ini tidak punya langkah awal. Tambahkan langkah pertama, atau pilih lagi langkah awalnya.",
            "missing-id" => $"Ada langkah atau variabel tanpa id {at}. Hapus lalu tambahkan lagi di perancang.",
            "duplicate-id" => $"Dua langkah atau variabel memakai id yang sama pada {step} {at}. Hapus salah satunya lalu tambahkan lagi.",
            "unknown-type" => $"Jenis aktivitas pada {step} tidak dikenal {at}. Ganti dengan aktivitas dari kotak alat.",
            "dangling-connection" => $"Ada panah yang ujungnya tidak menempel pada langkah mana pun di bagannya {at}. Hapus panah itu atau sambungkan lagi.",
            "unknown-port" => $"Ada panah dari {step} yang keluar lewat jalan keluar yang tidak dimilikinya {at}. Sambungkan lagi panah itu.",
            "unreachable" => $"Tidak ada panah yang menuju {step}, jadi langkah itu tidak akan pernah dijalankan. Sambungkan atau hapus.",
            "dead-end" when problem.Severity == ProblemSeverity.Warning => $"Tidak ada panah keluar dari {step}, padahal bagan ini punya langkah akhir. Sambungkan bila prosesnya seharusnya berlanjut.",
            "dead-end" => $"Dari {step} semua jalan berputar kembali dan tidak ada yang sampai ke akhir. Beri jalan keluar dari putaran itu.",
            "missing-input" => $"Ada isian wajib yang kosong pada {step} {at}. Lengkapi isian itu.",
            "wrong-type" => $"Ada isian pada {step} yang jenis nilainya salah {at}; waktu, misalnya, ditulis jj:mm:dd. Perbaiki isian itu.",
            "bad-expression" => $"Ada ungkapan atau skrip pada {step} yang tidak dapat dibaca {at}. Perbaiki penulisannya.",
            "unknown-variable" => $"Variabel yang dipakai {step} tidak ada {at}. Pilih variabel yang ada, atau buat dahulu.",
            "duplicate-case" => $"Dua kasus pada {step} memakai label yang sama {at}. Beri setiap kasus label sendiri.",
            "missing-definition-id" => "Definisi ini tidak punya definitionId, jadi tidak diketahui proses mana yang dimaksud.",
            _ => null,
        };
    }

    private static string Concerning(Problem problem, StepNames names) => problem.ActivityId is null ? "" : $" pada {names.Of(problem.ActivityId)}";
}
