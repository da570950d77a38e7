namespace Alur.Host.Features.Reports;

/// <summary>A report as tables, for files: a heading and rows of texts and numbers.</summary>
/// <param name="Part">Its name in addresses, and the sheet's.</param>
/// <param name="Columns">What the columns are called.</param>
/// <param name="Rows">Texts, whole and decimal numbers; null for what there is none of.</param>
public sealed record ReportTable(string Part, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>The tables of a report.</summary>
internal static class ReportTables
{
    private static readonly string[] Measures = ["jumlah", "p50 menit", "p90 menit", "p99 menit", "terlambat %", "dijeda %", "waktu jeda %", "ulang %"];
    private static readonly string[] Percentiles = ["prioritas", "jumlah", "p50 menit", "p90 menit", "p99 menit"];

    /// <summary>Names of the tables.</summary>
    public static readonly string[] Parts = ["langkah", "pelaksana", "prioritas", "bulan", "tanggapan", "penyelesaian", "tunggakan", "penilaian", "ringkasan"];

    /// <summary>All tables of a report, in the order of <see cref="Parts"/>.</summary>
    public static IReadOnlyList<ReportTable> Of(MonthReport report) =>
    [
        new("langkah", ["proses", "nomor", "langkah", "pelaksana", .. Measures],
            [.. report.Steps.Select(line => Row([line.DefinitionId, line.StepNo, line.Name, line.Role], line))]),
        new("pelaksana", ["peran", "nama", .. Measures], [.. report.Actors.Select(line => Row([line.Role, line.Name], line))]),
        new("prioritas", ["prioritas", .. Measures], [.. report.Priorities.Select(line => Row([line.Name], line))]),
        new("bulan", ["bulan", .. Measures], [.. report.Months.Select(line => Row([line.Key], line))]),
        new("tanggapan", Percentiles, [.. report.FirstResponse.Select(Row)]),
        new("penyelesaian", Percentiles, [.. report.Solution.Select(Row)]),
        new("tunggakan", ["usia dari (hari)", "usia sampai (hari)", "tiket"], [.. report.Backlog.Select(object?[] (line) => [line.FromDays, line.ToDays, line.Tickets])]),
        new("penilaian", ["nilai", "tiket"], [.. report.Ratings.Stars.Select(object?[] (count, i) => [i + 1, count])]),
        new("ringkasan", ["ukuran", "nilai"],
        [
            ["bulan", report.Month], ["tiket masuk", report.Tickets.Sent], ["tiket selesai", report.Tickets.Closed], ["ditutup otomatis", report.Tickets.AutoClosed],
            ["dibatalkan", report.Tickets.Cancelled], ["masih terbuka", report.Tickets.Open], ["penilaian rata-rata", report.Ratings.Average],
            ["gangguan sistem (detik)", report.OutageSeconds],
        ]),
    ];

    private static IReadOnlyList<object?> Row(object?[] first, VisitFigures line) =>
        [.. first, line.Count, line.P50, line.P90, line.P99, line.BreachPercent, line.PausePercent, line.PauseTimePercent, line.ReopenPercent];

    private static IReadOnlyList<object?> Row(TimeFigures line) =>
        [line.Priority is null ? "Semua" : PriorityOrder.Name(line.Priority), line.Count, line.P50, line.P90, line.P99];
}
