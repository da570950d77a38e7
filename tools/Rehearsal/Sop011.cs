using System.Text.Json.Nodes;

namespace Alur.Rehearsal;

/// <summary>What a client must know of SOP 011 to play its actors: which data go with the answer of a step.</summary>
internal static class Sop011
{
    /// <summary>A new ticket, as the form sends it.</summary>
    public static JsonObject Ticket(string title) => new()
    {
        ["title"] = title,
        ["lpse"] = "LPSE Provinsi Kepulauan Riau",
        ["application"] = "SPSE",
        ["kind"] = "Permasalahan",
        ["description"] = $"{title}: halaman tidak dapat dibuka setelah masuk.",
        ["errorCode"] = "SPSE-500",
    };

    /// <summary>The data of an answer; invented, but what the step requires.</summary>
    public static JsonObject Data(int step, string outcome) => (step, outcome) switch
    {
        (2, _) => new() { ["priority"] = "Tinggi" },
        (4, _) => new() { ["message"] = "Mohon kirim tangkapan layar dan kode tender." },
        (5, _) => new() { ["message"] = "Tangkapan layar terlampir, kode tender 12345678." },
        (6 or 12, _) => new() { ["analysis"] = "Sesi kedaluwarsa karena cache peramban; cache dibersihkan dan akun diaktifkan kembali." },
        (8 or 14 or 17, _) => new() { ["message"] = "Permasalahan telah diselesaikan, silakan dicoba kembali." },
        (10, _) => new() { ["reason"] = "Memerlukan hak akses Admin PPE." },
        (16, _) => new() { ["reason"] = "Kesalahan pada aplikasi pusat.", ["lkppNumber"] = "LKPP-2026-4711" },
        (9 or 15 or 18, "Belum") => new() { ["reason"] = "Halaman masih tidak dapat dibuka." },
        (18, _) => new() { ["rating"] = 5, ["remark"] = "Terima kasih." },
        _ => [],
    };
}
