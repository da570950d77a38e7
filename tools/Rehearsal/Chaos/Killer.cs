using System.Diagnostics;
using System.Threading.Channels;
using Alur.Rehearsal.Hosting;

namespace Alur.Rehearsal.Chaos;

/// <summary>
/// Lets the clients work and kills the host again and again: after a number of answers drawn from the seed, and then a moment (0 to 3 ms) later, so that
/// kills fall anywhere in a request. Nothing waits for a fixed time.
/// </summary>
/// <param name="host">The running host.</param>
/// <param name="ledger">Where promises go.</param>
/// <param name="seed">Decides what each client does, and when kills come; the machine's own timing does the rest.</param>
internal sealed class Killer(HostProcess host, Ledger ledger, int seed)
{
    private const int MostAnswersBetweenKills = 120;

    /// <summary>Returns how long each start took.</summary>
    public async Task<List<TimeSpan>> RunAsync(int kills, int clients)
    {
        var answers = Channel.CreateUnbounded<bool>();
        var gate = new Gate();
        var cast = await Cast.SignInAsync(host.Address);
        using var stop = new CancellationTokenSource();
        var work = Enumerable.Range(0, clients)
            .Select(number => Task.Run(() => new Worker(number, seed, cast, ledger, gate, () => answers.Writer.TryWrite(true)).RunAsync(stop.Token)))
            .ToArray();

        var random = new Random(seed);
        var starts = new List<TimeSpan>();
        for (var kill = 0; kill < kills; kill++)
        {
            var upTo = random.Next(1, MostAnswersBetweenKills);
            for (var count = 0; count < upTo; count++) await AnswerAsync(answers.Reader, work);
            Spin(TimeSpan.FromMicroseconds(random.Next(0, 3000)));
            gate.Close();
            await host.KillAsync();
            while (answers.Reader.TryRead(out _))
            {
                // Answers that came before the kill do not count towards the next one.
            }

            var clock = Stopwatch.StartNew();
            await host.StartAsync();
            starts.Add(clock.Elapsed);
            gate.Open();
            if ((kill + 1) % 10 == 0 || kill == 0) Console.WriteLine($"  {kill + 1} kills, the last after {upTo} answers; back in {clock.Elapsed.TotalSeconds:0.00} s");
        }

        // Whatever is under way gets its answer; then the last kill, so that nothing is written on the way out.
        await stop.CancelAsync();
        await Task.WhenAll(work);
        await host.KillAsync();
        return starts;
    }

    private static async Task AnswerAsync(ChannelReader<bool> answers, Task[] work)
    {
        var next = answers.ReadAsync().AsTask();
        // A client that failed would leave us waiting for ever.
        var first = await Task.WhenAny([next, .. work]);
        if (first != next) await first;
        await next;
    }

    private static void Spin(TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < time) Thread.SpinWait(20);
    }
}

/// <summary>Closed while the host is down; clients wait at it before they send something again.</summary>
internal sealed class Gate
{
    private volatile TaskCompletionSource open = Opened();

    public Task Wait => open.Task;

    public void Close() => open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => open.TrySetResult();

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
