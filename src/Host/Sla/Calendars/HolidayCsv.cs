using System.Globalization;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Sla.Calendars;

/// <summary>
/// Reads holidays from CSV: date, name and, if given, kind, separated by commas or semicolons, quoted where needed (RFC 4180). A first line without a date is
/// a heading.
/// </summary>
public static class HolidayCsv
{
    private static readonly string[] Dates = ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d MMMM yyyy"];
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    public static HolidayFile Read(string text)
    {
        var problems = new List<string>();
        var found = new List<(string, Holiday)>();
        var lines = text.ReplaceLineEndings("\n").TrimStart('\ufeff').Split('\n');
        var separator = lines.FirstOrDefault(line => line.Length > 0)?.Contains(';', StringComparison.Ordinal) == true ? ';' : ',';
        var isFirst = true;
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            var place = T("Baris {0}", i + 1);
            var cells = Cells(lines[i], separator);
            var isHeading = isFirst && cells is { Count: > 0 } && !cells[0].Any(char.IsAsciiDigit);
            isFirst = false;
            if (!isHeading)
                Read(place, cells, found, problems);
        }
        return HolidayFile.Of(found, problems);
    }

    private static void Read(string place, List<string>? cells, List<(string, Holiday)> found, List<string> problems)
    {
        if (cells is null)
            problems.Add(T("{0}: tanda kutip tidak ditutup.", place));
        else if (cells.Count is < 2 or > 3)
            problems.Add(T("{0}: seharusnya tanggal, nama, dan bila perlu jenis, tetapi ada {1} kolom.", place, cells.Count));
        else if (!DateOnly.TryParseExact(cells[0], Dates, Indonesian, DateTimeStyles.AllowWhiteSpaces, out var date))
            problems.Add(T("{0}: tanggal '{1}' tidak dikenal; tulis seperti 2026-08-17 atau 17/8/2026.", place, Short(cells[0])));
        else if (KindOf(cells.Count == 3 ? cells[2] : "", cells[1]) is not { } kind)
            problems.Add(T("{0}: jenis '{1}' tidak dikenal; tulis nasional atau cuti bersama.", place, Short(cells[2])));
        else
            found.Add((place, new Holiday(date, cells[1], kind)));
    }

    /// <summary>What kind a text means; without one, a name that says "cuti bersama" decides. Null when the text means nothing.</summary>
    /// <param name="text">The text of the kind, or empty.</param>
    /// <param name="name">The holiday's name.</param>
    internal static HolidayKind? KindOf(string text, string name) => text.Trim().ToLowerInvariant() switch
    {
        "" => name.Contains("cuti bersama", StringComparison.OrdinalIgnoreCase) ? HolidayKind.CutiBersama : HolidayKind.Nasional,
        "nasional" or "libur nasional" or "hari libur nasional" => HolidayKind.Nasional,
        "cutibersama" or "cuti bersama" => HolidayKind.CutiBersama,
        _ => null,
    };

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    /// <summary>The cells of a line; null when a quotation mark is not closed.</summary>
    private static List<string>? Cells(string line, char separator)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var letter = line[i];
            if (quoted && letter == '"' && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[++i]);
            else if (letter == '"')
                quoted = !quoted;
            else if (letter == separator && !quoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
                cell.Append(letter);
        }
        cells.Add(cell.ToString().Trim());
        return quoted ? null : cells;
    }
}
