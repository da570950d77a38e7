using System.Net;
using System.Text.RegularExpressions;

namespace Alur.Host.Tests.Texts;

/// <summary>A page as somebody reads it who knows no Indonesian.</summary>
internal static partial class EnglishPage
{
    // Words that no sentence of ours does without, and the commonest of our nouns and verbs.
    private static readonly string[] Indonesian =
    [
        "yang", "dan", "atau", "tidak", "untuk", "dengan", "dari", "pada", "ini", "Anda", "belum", "sudah", "langkah", "tiket", "kirim", "masuk", "simpan", "hapus", "ubah", "cari", "pelapor",
        "petugas", "peran", "tugas", "waktu", "terlambat", "lampiran", "riwayat", "percakapan", "nama", "surel", "kantor", "kalender", "halaman", "semua", "wajib", "isian", "pilih", "berkas", "jam", "catatan",
    ];

    /// <summary>The page says that it is English, and nothing that is shown or read out is Indonesian but what is marked as such.</summary>
    public static void ShouldBeEnglish(this string html, string path)
    {
        html.ShouldContain("<html lang=\"en\">", Case.Sensitive, path);
        var words = Word().Matches(Read(html)).Select(match => match.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Indonesian.Where(words.Contains).ShouldBeEmpty($"{path}: {string.Join(" / ", Sentences(html))}");
    }

    /// <summary>All that is shown or read out: texts between tags, and the attributes that are said.</summary>
    public static string Read(string html)
    {
        html = Silent().Replace(html, " ");
        // Innermost first, so that an element in one that is marked goes with it.
        for (var before = ""; before != html;)
            (before, html) = (html, Marked().Replace(html, " "));
        var said = Said().Matches(html).Select(match => match.Groups[1].Value);
        return WebUtility.HtmlDecode(string.Join(" \n ", said.Prepend(Tag().Replace(html, " \n "))));
    }

    private static IEnumerable<string> Sentences(string html) => Read(html).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(line => Word().Matches(line).Any(match => Indonesian.Contains(match.Value, StringComparer.OrdinalIgnoreCase)));

    // Charts are drawn from the definition; what people wrote stands in elements of the class "written"; demo accounts have Indonesian names.
    [GeneratedRegex("<script.*?</script>|<style.*?</style>|<svg.*?</svg>|<p class=\"written\">.*?</p>|<button name=\"account\".*?</button>|<textarea.*?</textarea>|<input type=\"hidden\"[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Silent();

    [GeneratedRegex("<(\\w+)(?=[^>]*\\slang=\"id\")[^>]*>(?:(?!<\\1[\\s>]).)*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Marked();

    [GeneratedRegex("\\s(?:title|aria-label|placeholder|alt|content|data-label|data-news|data-reload|data-kept|data-updated|data-also|data-sudah|data-tersimpan|data-berakhir|data-gagal|data-terputus|data-hapus|data-hapus-satu|data-terlalu-besar|data-menyimpan|data-menunggu|data-lampiran-gagal)=\"([^\"]*)\"")]
    private static partial Regex Said();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    // Not a part of an address or of a name in code.
    [GeneratedRegex(@"(?<![\w/.@-])\p{L}+(?![\w/@-])")]
    private static partial Regex Word();
}
