using System.Globalization;
using System.Text;
using MiniExcelLibs;

namespace Alur.Host.Features.Reports;

/// <summary>Writes tables as files that spreadsheets open.</summary>
internal static class ReportFiles
{
    /// <summary>The media type of an XLSX file.</summary>
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>A table as CSV (RFC 4180) in UTF-8 with its mark, so that spreadsheets read the letters right; numbers have a point.</summary>
    public static byte[] Csv(ReportTable table)
    {
        var text = new StringBuilder();
        Line(text, table.Columns);
        foreach (var row in table.Rows) Line(text, row.Select(Text));
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>Tables as the sheets of one workbook.</summary>
    public static byte[] Workbook(IEnumerable<ReportTable> tables)
    {
        var sheets = tables.ToDictionary(table => table.Part, object (table) => table.Rows.Select(row => Cells(table, row)).ToList());
        using var file = new MemoryStream();
        file.SaveAs(sheets);
        return file.ToArray();
    }

    private static Dictionary<string, object?> Cells(ReportTable table, IReadOnlyList<object?> row)
    {
        var cells = new Dictionary<string, object?>();
        for (var i = 0; i < row.Count; i++) cells[table.Columns[i]] = row[i] is string text ? SafeCell.Of(text) : row[i];
        return cells;
    }

    private static string? Text(object? cell) => cell is string text ? SafeCell.Of(text) : Convert.ToString(cell, CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, IEnumerable<string?> cells) => text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");

    private static string Quoted(string? cell) => cell is null ? "" : cell.AsSpan().ContainsAny("\",\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
