using System.Diagnostics;
using System.Globalization;
using Alur.Rehearsal.Hosting;
using Spectre.Console;

namespace Alur.Rehearsal.Chaos;

/// <summary>
/// Kills a host of its own, the hard way and at random moments, while eight clients work on it; then holds every answer the clients got against the
/// database. An answer that was given must be there, once.
/// </summary>
internal static class ChaosCommand
{
    private const int Clients = 8;

    private static readonly TimeSpan VerifyLimit = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var options = new Arguments(args, ["--kills", "--seed", "--host-dll"], ["--postgres"]);
        var kills = options.Number("--kills") ?? 20;
        var seed = options.Number("--seed") ?? Random.Shared.Next(1, int.MaxValue);
        var dll = options.Text("--host-dll") ?? throw new UsageException("expected --host-dll, the path of Alur.Host.dll");

        var folder = Directory.CreateTempSubdirectory("alur-chaos-").FullName;
        await using var cluster = options.Has("--postgres") ? await PostgresCluster.StartAsync() ?? throw new UsageException("expected PostgreSQL's server programs on this machine") : null;
        var database = cluster is null ? Path.Combine(folder, "alur.db") : await cluster.CreateDatabaseAsync("chaos");
        Console.WriteLine($"chaos: {kills} kills, {Clients} clients, {(cluster is null ? "SQLite" : "PostgreSQL")}, seed {seed} (again: --kills {kills} --seed {seed})");

        var clock = Stopwatch.StartNew();
        var ledger = new Ledger();
        List<TimeSpan> restarts;
        await using (var host = new HostProcess(dll, database, folder))
        {
            await host.StartAsync();
            restarts = await new Killer(host, ledger, seed).RunAsync(kills, Clients);
        }

        var findings = await Audit.RunAsync(database, cluster is not null, ledger);
        findings.AddRange(ledger.Surprises);
        findings.AddRange(await VerifyAsync(dll, database, folder));
        Print(ledger, restarts, findings, clock.Elapsed);
        if (findings.Count == 0)
        {
            Directory.Delete(folder, recursive: true);
            return 0;
        }

        Console.WriteLine($"the database is kept in {folder}");
        return 1;
    }

    // The host's own check: every instance rebuilt from its events equals the stored one.
    private static async Task<IReadOnlyList<string>> VerifyAsync(string dll, string database, string folder)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.GetFullPath(dll), "verify", database },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("Expected verify to start but there was no process.");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(VerifyLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            return [$"verify did not end within {VerifyLimit.TotalMinutes:0} minutes"];
        }

        return process.ExitCode == 0 ? [] : [$"verify ended with {process.ExitCode}: {await output}{await error}"];
    }

    private static void Print(Ledger ledger, List<TimeSpan> restarts, List<string> findings, TimeSpan took)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("answers the clients got").AddColumn(new TableColumn("number").RightAligned());
        foreach (var (kind, count) in ledger.Counts()) table.AddRow(kind, count.ToString(CultureInfo.InvariantCulture));
        AnsiConsole.Write(table);
        restarts.Sort();
        Console.WriteLine($"requests cut off by a kill and sent again: {ledger.Retries}");
        Console.WriteLine($"start to ready: median {restarts[restarts.Count / 2].TotalSeconds:0.00} s, slowest {restarts[^1].TotalSeconds:0.00} s");
        foreach (var finding in findings.Take(20)) Console.WriteLine($"  {finding}");
        if (findings.Count > 20) Console.WriteLine($"  … and {findings.Count - 20} more");
        Console.WriteLine(findings.Count == 0
            ? $"none lost, none doubled, in {took.TotalSeconds:0} s"
            : $"{findings.Count} findings, in {took.TotalSeconds:0} s");
    }
}
