using Alur.Host.Storage.Commit;
using Alur.Host.Tickets;

namespace Alur.Bench;

/// <summary>
/// Durable steps in process, below HTTP, at several numbers of clients; after each round the raw database is given exactly the row writes of that round.
/// </summary>
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
                var (prepared, steps, measured) = await RoundAsync(office, clients, ticketsEach);
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

    private static async Task<(List<WriteSet>[] Prepared, List<WriteSet>[] Steps, Round Measured)> RoundAsync(Office office, int clients, int ticketsEach)
    {
        var prepared = Lists(clients);
        var steps = Lists(clients);
        var tickets = new List<TicketCase>[clients];
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            RecordingWriter.RecordTo(prepared[client]);
            tickets[client] = await office.OpenAsync(ticketsEach);
        })));
        var measured = await Meter.RunAsync(clients, async (client, timer) =>
        {
            RecordingWriter.RecordTo(steps[client]);
            await office.FinishAsync(tickets[client], timer);
        });
        return (prepared, steps, measured);
    }

    private static List<WriteSet>[] Lists(int clients) => [.. Enumerable.Range(0, clients).Select(_ => new List<WriteSet>())];
}
