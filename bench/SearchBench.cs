using System.Diagnostics;
using System.Globalization;
using Alur.Host.Features.Search;
using Alur.Host.Identity;
using HdrHistogram;
using Spectre.Console;

namespace Alur.Bench;

/// <summary>Searches a database full of tickets, as staff and as reporters, with words of every frequency.</summary>
internal static class SearchBench
{
    private const int Rounds = 60;

    /// <summary>Asks every question many times and prints how long the answers took, with the tickets found read too.</summary>
    /// <param name="what">Name of the database.</param>
    /// <param name="search">The feature, as the API and the page use it.</param>
    /// <param name="tickets">How many tickets there are.</param>
    public static async Task<double> RunAsync(string what, SearchTickets search, int tickets)
    {
        var staff = Person("bench-staff", Roles.Helpdesk);
        var small = Person(TicketFlood.ReporterId(7), Roles.Pelapor);
        var large = Person(TicketFlood.ReporterId(0), Roles.Pelapor);
        (string Name, string Question, Actor Actor)[] questions =
        [
            ("nomor", TicketFlood.NumberOf(tickets / 3), staff),
            ("kata langka (1 dari 100.000)", TicketFlood.Rare(3), staff),
            ("kata sedang (1 dari 1.000)", TicketFlood.Medium(5), staff),
            ("kata umum (4 dari 10)", TicketFlood.Common, staff),
            ("dua kata umum", $"{TicketFlood.Common} {TicketFlood.Usual}", staff),
            ("dua kata umum yang tak pernah bersama", $"{TicketFlood.Left} {TicketFlood.Right}", staff),
            ("kata umum dan kata langka", $"{TicketFlood.Common} {TicketFlood.Rare(9)}", staff),
            ("nama pelapor", TicketFlood.ReporterName(42), staff),
            ("tidak ada", "qqqqqqqqq", staff),
            ("pelapor dengan 50 tiket, kata umum", TicketFlood.Common, small),
            ("pelapor dengan 50 tiket, tak pernah bersama", $"{TicketFlood.Left} {TicketFlood.Right}", small),
            ("pelapor dengan 1 dari 20 tiket, kata sedang", TicketFlood.Medium(11), large),
        ];
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn($"{what}, {tickets.ToString("N0", CultureInfo.InvariantCulture)} tickets").AddColumns("found", "first ms", "p50 ms", "p99 ms", "max ms");
        var worst = 0.0;
        foreach (var (name, question, actor) in questions)
        {
            var times = new LongHistogram(60 * Stopwatch.Frequency, 3);
            var (found, first) = (0, 0.0);
            for (var round = 0; round <= Rounds; round++)
            {
                var began = Stopwatch.GetTimestamp();
                var (page, refusal) = await search.RunAsync(question, null, null, actor, CancellationToken.None);
                var took = Stopwatch.GetElapsedTime(began);
                found = page?.Items.Count ?? throw new InvalidOperationException($"Expected an answer but got {refusal}.");
                if (round == 0)
                    first = took.TotalMilliseconds;
                else
                    times.RecordValue(Math.Max(1, took.Ticks * Stopwatch.Frequency / TimeSpan.TicksPerSecond));
            }

            worst = Math.Max(worst, Ms(times.GetValueAtPercentile(99)));
            table.AddRow(
                name, found.ToString(CultureInfo.InvariantCulture), Show(first), Show(Ms(times.GetValueAtPercentile(50))), Show(Ms(times.GetValueAtPercentile(99))),
                Show(Ms(times.GetMaxValue())));
        }

        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 140;
        AnsiConsole.Write(table);
        return worst;
    }

    private static double Ms(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;

    private static string Show(double ms) => ms.ToString("N1", CultureInfo.InvariantCulture);

    private static Actor Person(string id, string role) => new(id, id, System.Collections.Frozen.FrozenSet.ToFrozenSet([role]));
}
