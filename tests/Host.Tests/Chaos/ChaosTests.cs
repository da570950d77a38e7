using System.Diagnostics;
using Alur.Host.Tests.Postgres;

namespace Alur.Host.Tests.Chaos;

/// <summary>
/// The rehearsal of <c>./dev chaos</c>, short: eight clients work, the host is killed the hard way twenty times, and every answer given must be in the database, once.
/// </summary>
public sealed class ChaosTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);

    [Fact]
    public Task Nothing_acknowledged_is_lost_or_doubled_on_SQLite() => RehearseAsync("--kills", "20");

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_on_PostgreSQL()
    {
        // The rehearsal starts a cluster of its own; this only says, as every other test does, when the server is missing.
        _ = await PostgresServer.GetAsync();
        await RehearseAsync("--kills", "5", "--postgres");
    }

    private static async Task RehearseAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] all = [Path.Combine(AppContext.BaseDirectory, "Alur.Rehearsal.dll"), "chaos", .. arguments, "--host-dll", Path.Combine(AppContext.BaseDirectory, "Alur.Host.dll")];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start) ?? throw new InvalidOperationException("Expected the rehearsal to start but there was no process.");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        process.ExitCode.ShouldBe(0, await output + await error);
    }
}
