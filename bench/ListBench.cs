using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using HdrHistogram;
using Spectre.Console;

namespace Alur.Bench;

/// <summary>Opens the pages that people have before them all day, as whole pages over HTTP, signed in as whoever opens them.</summary>
internal static class ListBench
{
    private const int Rounds = 60;

    private static readonly (string Who, string Path)[] Pages =
    [
        ("helpdesk", "/akun"),
        ("helpdesk", "/kerja"),
        ("helpdesk", "/kerja?view=unclaimed&prioritas=Tinggi"),
        ("helpdesk", "/kerja?view=unclaimed&langkah=7"),
        ("helpdesk", "/kerja?view=mine"),
        ("helpdesk", "/kerja?view=overdue"),
        ("helpdesk", "/kerja?view=all"),
        ("lkpp", "/kerja"),
        ("supervisor", "/kerja"),
        ("supervisor", "/kerja?view=unclaimed&peran=Lkpp"),
        ("supervisor", "/kerja?view=overdue"),
        ("supervisor", "/kerja?view=overdue&prioritas=Rendah&langkah=17"),
        ("supervisor", "/kerja?view=all&pemegang=bench-staff-7"),
        ("supervisor", "/kerja?view=all&prioritas=Belum"),
        ("supervisor", "/api/tasks?view=unclaimed&step=17"),
        ("supervisor", "/papan"),
        ("supervisor", "/papan/alur"),
        ("supervisor", "/sop/sop-011"),
        ("supervisor", "/terlambat"),
        ("supervisor", "/terlambat?ditangani=belum"),
        ("supervisor", "/terlambat?ditangani=sudah"),
        ("supervisor", "/tiket"),
        ("supervisor", "/tiket?status=batal"),
        ("pelapor", "/tiket"),
        ("pelapor", "/tiket?status=terbuka"),
        ("pelapor", "/tiket?status=batal"),
        ("lkpp", "/tiket"),
        ("lkpp", "/tiket?status=terbuka"),
        ("administrator", "/admin/kiriman"),
        ("administrator", "/admin/kiriman?state=Pending"),
        ("administrator", "/admin/kiriman?state=Failed"),
        ("administrator", "/admin/kiriman?state=Done"),
        ("supervisor", "/laporan"),
    ];

    /// <summary>Prints how long each page took. The first of them asks next to nothing of the tables: what it takes is the machine's and the host's.</summary>
    /// <param name="what">Name of the database and how much lies in it.</param>
    /// <param name="address">Where the host answers.</param>
    /// <param name="only">Only pages with this in their address; null for all.</param>
    public static async Task RunAsync(string what, Uri address, string? only)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(what).AddColumns("bytes", "first ms", "p50 ms", "p99 ms", "max ms", "CPU ms");
        foreach (var who in Pages.Where(page => only is null || page.Path.Contains(only, StringComparison.Ordinal)).GroupBy(page => page.Who))
        {
            using var client = await SignInAsync(address, who.Key);
            foreach (var (_, path) in who)
            {
                var times = new LongHistogram(StepTimer.Longest, 3);
                var (bytes, first, busy) = (0, 0.0, TimeSpan.Zero);
                for (var round = 0; round <= Rounds; round++)
                {
                    var began = Stopwatch.GetTimestamp();
                    bytes = (await client.GetByteArrayAsync(new Uri(path, UriKind.Relative))).Length;
                    var took = Stopwatch.GetTimestamp() - began;
                    if (round > 0)
                        times.RecordValue(Math.Clamp(took, 1, StepTimer.Longest));
                    else
                        (first, busy) = (Ms(took), Environment.CpuUsage.TotalTime);
                }

                var cpu = (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds / Rounds;
                table.AddRow(
                    Markup.Escape($"{who.Key} {path}"), bytes.ToString("N0", CultureInfo.InvariantCulture), Show(first), Show(Ms(times.GetValueAtPercentile(50))), Show(Ms(times.GetValueAtPercentile(99))),
                    Show(Ms(times.GetMaxValue())), Show(cpu));
            }
        }

        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160;
        AnsiConsole.Write(table);
    }

    private static async Task<HttpClient> SignInAsync(Uri address, string account)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = address };
        using var answer = await client.PostAsJsonAsync(new Uri("/api/dev/sign-in", UriKind.Relative), new { account });
        answer.EnsureSuccessStatusCode();
        return client;
    }

    private static double Ms(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;

    private static string Show(double ms) => ms.ToString("N1", CultureInfo.InvariantCulture);
}
