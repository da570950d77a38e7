using Alur.Host.Texts;

namespace Alur.Host.Sla.Outbox;

/// <summary>The reasons with values for which effects, deadlines and timers were not carried out.</summary>
internal static class EffectReasons
{
    /// <summary>Each as it is said where it happens.</summary>
    public static KeptTexts Kept { get; } = new(
        "Server surel menolak alamat penerima ({0}): {1}",
        "Server surel menolak isi surel ({0}): {1}",
        "Server surel belum menerima surel ini ({0}): {1}",
        "Server surel menolak alamat pengirim ({0}): {1}",
        "Server surel menolak ({0}): {1}",
        "Templat surel '{0}' tidak dapat diisi: {1}",
        "Penerima mengalihkan ke alamat lain ({0}); pengalihan tidak diikuti.",
        "Penerima menjawab {0}.",
        "Tidak ada yang menangani kiriman jenis '{0}'.",
        "Kesalahan tak terduga ({0}).",
        "Hasilnya tidak dapat disimpan ({0}).",
        "Gagal dijalankan ({0}): {1}");
}
