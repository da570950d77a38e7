using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Alur.Bench;

/// <summary>Prints what was measured, and keeps it as JSON.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Print(IReadOnlyList<Figures> figures)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("measured");
        foreach (var column in new[] { "clients", "steps/s median", "lowest-highest", "p50 ms", "p99 ms", "CPU ms/step", "bytes/step", "of raw" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var line in figures)
        {
            table.AddRow(
                Markup.Escape(line.What),
                line.Clients.ToString(CultureInfo.InvariantCulture),
                Number(line.PerSecond, "N0"),
                $"{Number(line.Lowest, "N0")}-{Number(line.Highest, "N0")}",
                Number(line.P50Ms, "N2"),
                Number(line.P99Ms, "N2"),
                Number(line.CpuMsPerStep, "N3"),
                line.BytesPerStep is { } bytes ? Number(bytes, "N0") : "-",
                line.Ratio is { } ratio ? Number(ratio * 100, "N0") + " %" : "-");
        }

        // Wide enough for the table also when the output goes to a file.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160;
        AnsiConsole.Write(table);
    }

    /// <summary>Prints what was promised of the sweep and what was found.</summary>
    public static void Print(IReadOnlyList<Promise> promises)
    {
        if (promises.Count == 0) return;
        var table = new Table().Border(TableBorder.Rounded).AddColumn("of the sweep");
        foreach (var column in new[] { "found", "promised", "" }) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var line in promises)
        {
            table.AddRow(
                Markup.Escape(line.What), $"{Number(line.Found, "N2")} {line.Unit}", line.Bound is { } bound ? $"{line.Sense} {Number(bound, "N0")} {line.Unit}" : "-",
                line.Bound is null ? "" : line.Holds ? "kept" : "NOT KEPT");
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Writes the figures to a new file of the folder, named by the time, and returns its path.</summary>
    public static string Save(string folder, IReadOnlyList<Figures> figures, IReadOnlyList<Promise> promises, bool quick, DateTimeOffset at)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"bench-{at.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.json");
        var document = new
        {
            at,
            quick,
            processors = Environment.ProcessorCount,
            runtime = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
            system = System.Runtime.InteropServices.RuntimeInformation.OSDescription,
            figures,
            sweep = promises,
        };
        File.WriteAllText(path, JsonSerializer.Serialize(document, Json));
        return path;
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
