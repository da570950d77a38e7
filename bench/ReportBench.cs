using System.Diagnostics;
using System.Globalization;
using Alur.Host.Features.Reports;
using Spectre.Console;

namespace Alur.Bench;

/// <summary>Makes the report of the fullest month of a database full of tickets, again and again.</summary>
internal static class ReportBench
{
    private const int Rounds = 10;

    /// <summary>Prints how long a month's report took, and its files.</summary>
    /// <param name="what">Name of the database and how the tickets lie in it.</param>
    /// <param name="reports">The feature, as the API and the page use it.</param>
    public static async Task RunAsync(string what, MonthReports reports)
    {
        var month = reports.Present;
        var (first, report) = await TimedAsync(() => reports.MakeAsync(month, CancellationToken.None));
        var times = new List<double>();
        var busy = Environment.CpuUsage.TotalTime;
        for (var round = 0; round < Rounds; round++) times.Add((await TimedAsync(() => reports.MakeAsync(month, CancellationToken.None))).Ms);
        // What it costs this process; on SQLite that is all, and other work on the machine does not count.
        var cpu = (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds / Rounds;
        times.Sort();
        var (before, _) = await TimedAsync(() => reports.MakeAsync(month.Plus(-1), CancellationToken.None));
        var (workbook, bytes) = await TimedAsync(() => Task.FromResult(ReportFiles.Workbook(ReportTables.Of(report))));
        var table = new Table().Border(TableBorder.Rounded).AddColumn(what).AddColumns("tickets", "visits", "first ms", "p50 ms", "max ms", "CPU ms", "month before ms", "xlsx ms", "xlsx bytes");
        table.AddRow(
            report.Name, Show(report.Tickets.Closed), Show(report.Steps.Sum(step => step.Count)), Show(first), Show(times[Rounds / 2]), Show(times[^1]), Show(cpu), Show(before), Show(workbook), Show(bytes.Length));
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160;
        AnsiConsole.Write(table);
    }

    private static async Task<(double Ms, T Result)> TimedAsync<T>(Func<Task<T>> work)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await work();
        return (Stopwatch.GetElapsedTime(began).TotalMilliseconds, result);
    }

    private static string Show(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
