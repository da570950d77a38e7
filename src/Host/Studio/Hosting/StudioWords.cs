using System.Text.Json;
using Alur.Host.Texts;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Hosting;

/// <summary>What the script of Studio's page says, for the page to give it in the language of the request.</summary>
internal static class StudioWords
{
    /// <summary>The words as they stand in the script.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Proses",
        "Semua proses kantor. Buka sebuah proses untuk mengubah bagannya; tiket yang sedang berjalan tetap memakai versi saat tiket itu dikirim.",
        "Semua proses kantor. Peran Anda dapat melihat, tidak mengubah.",
        "Bagan proses",
        "Perubahan tersimpan sendiri sebagai draf. Tekan Publish agar berlaku bagi tiket baru; tiket yang sedang berjalan tetap memakai versinya.",
        "Peran Anda dapat melihat bagan ini, tidak mengubahnya.",
        "Tiket berjalan",
        "Setiap baris adalah satu tiket yang berjalan atau sudah selesai. Buka untuk melihat kedudukannya pada bagan.",
        "Tiket pada bagan",
        "Langkah yang sudah lewat dan yang sedang menunggu ditandai pada bagan, dan berubah sendiri selama tiket berjalan.",
        "Tutup",
        "Server menolak permintaan ini ({0}).",
        "Menyiapkan Studio…",
        "Alamat ini tidak ada di Studio. Pilih Proses atau Tiket berjalan.",
    ];

    /// <summary>Each with its English, as JSON; nothing on an Indonesian page, where the script's own words are right.</summary>
    public static string Json => Languages.IsEnglish ? JsonSerializer.Serialize(All.ToDictionary(text => text, T)) : "{}";
}
