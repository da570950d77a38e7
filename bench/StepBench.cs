using Alur.Host.Storage.Commit;
using Alur.Host.Tickets;

namespace Alur.Bench;

/// <summary>
/// Durable steps in process, below HTTP, at several numbers of clients; after each round the raw database is given the row writes of such a round.
/// </summary>
/// <remarks>
/// The writes are kept of a second round of the same work: what is kept for the raw database is memory that the collector carries along, which would count as the step's.
/// </remarks>
internal static class StepBench
{
    public static async Task<IReadOnlyList<Figures>> RunAsync(
        string what, Office office, IRawDatabase raw, IReadOnlyList<(int Clients, int TicketsEach)> loads, int rounds)
    {
        var figures = new List<Figures>();
        foreach (var (clients, ticketsEach) in loads)
        {
            var ours = new List<Round>();
            var baseline = new List<Round>();
            // The first round warms both up and is not counted.
            for (var round = 0; round <= rounds; round++)
            {
                var measured = (await RoundAsync(office, clients, ticketsEach, keep: false)).Measured;
                var (prepared, steps, _) = await RoundAsync(office, clients, ticketsEach, keep: true);
                await raw.ReplayAsync(prepared, measured: false);
                var replayed = await raw.ReplayAsync(steps, measured: true);
                if (round == 0) continue;
                ours.Add(measured);
                baseline.Add(replayed);
            }

            figures.Add(Figures.Of(what, clients, ours, baseline));
            figures.Add(Figures.Of($"raw {what}, the same rows", clients, baseline));
        }

        return figures;
    }

    private static async Task<(List<WriteSet>[] Prepared, List<WriteSet>[] Steps, Round Measured)> RoundAsync(Office office, int clients, int ticketsEach, bool keep)
    {
        var prepared = Lists(clients);
        var steps = Lists(clients);
        var tickets = new List<TicketCase>[clients];
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            RecordingWriter.RecordTo(keep ? prepared[client] : null);
            tickets[client] = await office.OpenAsync(ticketsEach);
        })));
        var measured = await Meter.RunAsync(clients, async (client, timer) =>
        {
            RecordingWriter.RecordTo(keep ? steps[client] : null);
            await office.FinishAsync(tickets[client], timer);
        });
        return (prepared, steps, measured);
    }

    private static List<WriteSet>[] Lists(int clients) => [.. Enumerable.Range(0, clients).Select(_ => new List<WriteSet>())];
}
