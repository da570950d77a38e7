using System.Globalization;
using Alur.Host.Features.Reports;
using Spectre.Console;

namespace Alur.Replay;

/// <summary>Prints what a replay found.</summary>
internal static class ReplayReport
{
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");

    public static void Print(ReplayResult result)
    {
        var visits = result.Facts.SelectMany(facts => facts.Visits).ToList();
        AnsiConsole.WriteLine($"{result.Facts.Count:N0} kasus, {result.From:d MMM yyyy} sampai {result.To:d MMM yyyy}, {result.Commands:N0} perintah dalam {result.Elapsed.TotalSeconds:N1} detik");
        var table = new Table().Border(TableBorder.Rounded).AddColumn("langkah");
        foreach (var column in new[] { "kunjungan", "menit p50", "p90", "p99", "jumlah jam", "dijeda", "diperingatkan", "terlambat" }) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var step in visits.GroupBy(visit => visit.Step).OrderBy(step => step.Key))
        {
            var used = step.Select(visit => visit.UsedSeconds).Order().ToList();
            var late = step.Count(visit => visit.Breached);
            table.AddRow(
                Text(step.Key), Text(used.Count), Minutes(used, 50), Minutes(used, 90), Minutes(used, 99), (used.Sum() / 3600.0).ToString("N1", Indonesian),
                Text(step.Sum(visit => visit.Pauses)), Text(step.Count(visit => visit.Warned)),
                late == 0 ? "0" : string.Create(Indonesian, $"{late:N0} ({100.0 * late / used.Count:N1} %)"));
        }
        AnsiConsole.Write(table);
        Line("tanggapan pertama", [.. result.Facts.Select(facts => facts.FirstResponseSeconds).OfType<long>().Order()]);
        Line("penyelesaian", [.. result.Facts.Select(facts => facts.SolutionSeconds).OfType<long>().Order()]);
        var reopened = result.Facts.Select(facts => facts.Visits.Count(visit => visit.Step is 9 or 15) - 1).Where(times => times > 0).ToList();
        AnsiConsole.WriteLine($"belum selesai menurut pelapor: {Text(reopened.Count)} kasus, {Text(reopened.Sum())} kali");
        Print(result.Report);
    }

    /// <summary>A month's report in the tables that the office downloads.</summary>
    private static void Print(MonthReport report)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine($"Laporan {report.Name}, seperti pada /laporan");
        foreach (var part in ReportTables.Of(report).Where(part => part.Rows.Count > 0))
        {
            var table = new Table().Border(TableBorder.Rounded).Title(part.Part);
            foreach (var column in part.Columns) table.AddColumn(new TableColumn(Markup.Escape(column)));
            foreach (var row in part.Rows) table.AddRow([.. row.Select(cell => Markup.Escape(Convert.ToString(cell, Indonesian) ?? ""))]);
            AnsiConsole.Write(table);
        }
    }

    private static void Line(string what, List<long> seconds) => AnsiConsole.WriteLine(
        $"{what}: {Text(seconds.Count)} kasus, menit kerja p50 {Minutes(seconds, 50)}, p90 {Minutes(seconds, 90)}, p99 {Minutes(seconds, 99)}, jumlah {(seconds.Sum() / 3600.0).ToString("N1", Indonesian)} jam");

    /// <summary>The smallest value that so many percent do not exceed.</summary>
    private static string Minutes(List<long> sorted, int percent) =>
        (sorted[(int)Math.Ceiling(sorted.Count * percent / 100.0) - 1] / 60.0).ToString("N1", Indonesian);

    private static string Text(int number) => number.ToString("N0", Indonesian);
}
