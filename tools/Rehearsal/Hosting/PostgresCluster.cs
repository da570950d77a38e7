using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Alur.Rehearsal.Hosting;

/// <summary>A PostgreSQL cluster of our own on a free port, ended on disposal; in a temporary folder that is then removed, or in one that is kept.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string folder;
    private readonly string bin;
    private readonly int port;
    private readonly bool isKept;

    private PostgresCluster(string folder, string bin, int port, bool isKept)
    {
        this.folder = folder;
        this.bin = bin;
        this.port = port;
        this.isKept = isKept;
    }

    /// <summary>The connection string of a database of the cluster.</summary>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Maximum Pool Size=80";

    /// <summary>Makes and starts a cluster; null when this machine has no PostgreSQL server programs.</summary>
    /// <param name="kept">Where it stays, so that it can be started again; null for one that is gone afterwards.</param>
    public static async Task<PostgresCluster?> StartAsync(string? kept = null)
    {
        if (FindPrograms() is not { } bin) return null;
        // The server refuses to run as root, so its folder must be one that its own user can reach.
        var folder = kept is null ? Directory.CreateTempSubdirectory("alur-pg-").FullName : Directory.CreateDirectory(kept).FullName;
        var cluster = new PostgresCluster(folder, bin, FreePort(), kept is not null);
        if (!File.Exists(Path.Combine(folder, "PG_VERSION")))
        {
            if (Environment.UserName == "root") await RunAsync("chown", "postgres", folder);
            await cluster.AsServerAsync("initdb", "-D", folder, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8");
        }

        await cluster.AsServerAsync(
            "pg_ctl", "start", "-w", "-D", folder, "-l", Path.Combine(folder, "server.log"),
            "-o", $"-p {cluster.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections=200");
        return cluster;
    }

    /// <summary>Makes a database, empty or a copy of one that nobody is connected to, and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name, string template = "template1")
    {
        await AsServerAsync("createdb", "-h", "127.0.0.1", "-p", $"{port}", "-U", "postgres", "-T", template, name);
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        await AsServerAsync("pg_ctl", "stop", "-m", isKept ? "fast" : "immediate", "-D", folder);
        if (!isKept) Directory.Delete(folder, recursive: true);
    }

    private Task AsServerAsync(string program, params string[] args) => Environment.UserName == "root"
        ? RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(bin, program), .. args])
        : RunAsync(Path.Combine(bin, program), args);

    private static async Task RunAsync(string program, params string[] args)
    {
        // Output goes nowhere: a server started here would keep a pipe open for ever.
        var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program }, WorkingDirectory = "/" };
        foreach (var arg in args) start.ArgumentList.Add(arg);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"Expected {program} to start but there was no process.");
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"Expected {program} {args.FirstOrDefault()} to succeed but it ended with {process.ExitCode}.");
    }

    private static string? FindPrograms()
    {
        var folders = new List<string>();
        if (Environment.GetEnvironmentVariable("ALUR_POSTGRES_BIN") is { Length: > 0 } told) folders.Add(told);
        if (Directory.Exists("/usr/lib/postgresql"))
            folders.AddRange(Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(path => int.TryParse(Path.GetFileName(path), out var major) ? major : 0).Select(path => Path.Combine(path, "bin")));
        folders.AddRange((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return folders.FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")) && File.Exists(Path.Combine(path, "pg_ctl")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
