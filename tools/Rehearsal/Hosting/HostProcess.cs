using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Alur.Rehearsal.Hosting;

/// <summary>A host of our own as a child process, which can be killed the hard way and started again on the same database and address.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly string dll;
    private readonly string database;
    private readonly string folder;
    private readonly HttpClient probe;
    private readonly Queue<string> lastLines = new();
    private Process? process;

    /// <param name="dll">Path of Alur.Host.dll.</param>
    /// <param name="database">The database setting: a SQLite file or a PostgreSQL connection string.</param>
    /// <param name="folder">Working folder; the host keeps its files there.</param>
    public HostProcess(string dll, string database, string folder)
    {
        this.dll = Path.GetFullPath(dll);
        this.database = database;
        this.folder = folder;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        probe = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
    }

    /// <summary>Where it answers, the same after each start.</summary>
    public Uri Address { get; }

    /// <summary>The running process's id; 0 when it does not run.</summary>
    public int ProcessId => process is { HasExited: false } ? process.Id : 0;

    /// <summary>Starts it and returns when it is ready to serve.</summary>
    /// <exception cref="InvalidOperationException">It ended or did not become ready; its last lines are in the message.</exception>
    public async Task StartAsync(CancellationToken cancel = default)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { dll, "--urls", Address.ToString().TrimEnd('/') },
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Storage__Database"] = database;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        lock (lastLines) lastLines.Clear();
        process = Process.Start(start) ?? throw new InvalidOperationException("Expected the host to start but there was no process.");
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var clock = Stopwatch.StartNew();
        while (!await AnswersAsync(probe, cancel))
        {
            if (process.HasExited) throw Failed($"the host ended with exit code {process.ExitCode} before it was ready");
            if (clock.Elapsed > StartLimit) throw Failed($"the host was not ready within {StartLimit.TotalSeconds:0} s");
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancel);
        }
    }

    /// <summary>kill -9: no shutdown code runs. Returns when it is gone.</summary>
    public async Task KillAsync()
    {
        if (process is null) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Whether a ready host answers there.</summary>
    public static async Task<bool> AnswersAsync(HttpClient http, CancellationToken cancel = default)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        probe.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (lastLines)
        {
            lastLines.Enqueue(line.Data);
            if (lastLines.Count > 40) lastLines.Dequeue();
        }
    }

    private InvalidOperationException Failed(string what)
    {
        lock (lastLines) return new InvalidOperationException($"Expected a running host but {what}:{Environment.NewLine}{string.Join(Environment.NewLine, lastLines)}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
