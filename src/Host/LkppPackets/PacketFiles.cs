using System.Globalization;
using System.Text;
using Alur.Host.Storage.Rows;

namespace Alur.Host.LkppPackets;

/// <summary>A file of the ticket and its place in the packet.</summary>
/// <param name="Row">The file.</param>
/// <param name="Entry">Name of its entry; null when it was left out.</param>
/// <param name="WhyLeftOut">Why it was left out, in Indonesian; null when it is in.</param>
public sealed record PacketFile(AttachmentRow Row, string? Entry, string? WhyLeftOut);

/// <summary>Chooses the files of a packet and names their entries.</summary>
internal static class PacketFiles
{
    /// <summary>Most bytes of files in a packet.</summary>
    public const long MostBytes = 100L * 1024 * 1024;

    private const int LongestName = 80;

    /// <summary>The files in their order. What would make the packet too large, or is not there, is left out and said so.</summary>
    /// <param name="rows">The ticket's files, oldest first.</param>
    /// <param name="isThere">Whether a stored file is there.</param>
    /// <param name="most">Most bytes of all that are in.</param>
    public static IReadOnlyList<PacketFile> Choose(IReadOnlyList<AttachmentRow> rows, Func<string, bool> isThere, long most = MostBytes)
    {
        var files = new List<PacketFile>(rows.Count);
        long total = 0;
        foreach (var row in rows)
        {
            if (!isThere(row.StoredAs))
            {
                files.Add(new PacketFile(row, null, "berkasnya tidak ada pada penyimpanan"));
            }
            else if (total + row.Size > most)
            {
                files.Add(new PacketFile(row, null, "paket menjadi terlalu besar; unduh dari aplikasi"));
            }
            else
            {
                total += row.Size;
                files.Add(new PacketFile(row, EntryName(files.Count + 1, row.Name), null));
            }
        }
        return files;
    }

    /// <summary>
    /// A name that every system can unpack: its number first, so that no two are alike and none begins with a dot or is a device of Windows; then letters, digits,
    /// dots, dashes and underscores only, the end of a long name kept for its ending.
    /// </summary>
    public static string EntryName(int number, string name)
    {
        var safe = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
            safe.Append(Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '-' or '_' ? rune.ToString() : "_");
        while (safe.Length > 0 && safe[^1] == '.')
            safe.Length--;
        var text = safe.Replace("..", "_").ToString();
        if (text.Length > LongestName)
            text = text[(text.Length - LongestName)..];
        // A pair that was cut apart is no character.
        if (text.Length > 0 && char.IsLowSurrogate(text[0]))
            text = text[1..];
        return string.Create(CultureInfo.InvariantCulture, $"lampiran/{number:00}-{text}");
    }
}
