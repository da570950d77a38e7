using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Alur.Host.Tests.Sla.Support;

/// <summary>The host as a process of its own, so that it can be killed the hard way and started again on the same data.</summary>
public sealed class KillableHost : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _output = [];

    private KillableHost(Process process) => _process = process;

    /// <summary>Base address; empty when the host died before it listened.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Starts a host in Development and waits until it listens, or has killed itself over something a death before left behind.</summary>
    /// <param name="database">The database setting.</param>
    /// <param name="killAt">Where the process kills itself; null for a host that lives.</param>
    /// <param name="attachments">Folder of the attachments; null for the host's own choice.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<KillableHost> StartAsync(
        string database, string? killAt = null, string? attachments = null, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Alur.Host.dll"), "--urls", "http://127.0.0.1:0", "--environment", "Development" },
            Environment =
            {
                ["Storage__Database"] = database,
                ["Sla__Lease"] = "00:00:02",
                ["Logging__LogLevel__Default"] = "Warning",
                ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
                ["DOTNET_TieredCompilation"] = "1",
                // It lives for seconds: to compile once more, better, what was compiled beforehand would be work for nothing. Milliseconds, in hexadecimal.
                ["DOTNET_TC_CallCountingDelayMs"] = "2710",
            },
        };
        if (attachments is not null) start.Environment["Attachments__Folder"] = attachments;
        foreach (var (name, value) in settings ?? []) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        if (killAt is not null) start.Environment["Sla__KillAt"] = killAt;

        var host = new KillableHost(new() { StartInfo = start, EnableRaisingEvents = true });
        host._process.OutputDataReceived += (_, line) => host.Read(line.Data);
        host._process.ErrorDataReceived += (_, line) => host.Read(line.Data);
        host._process.Exited += (_, _) => host._listening.TrySetResult("");
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        host.Url = await host._listening.Task.WaitAsync(Patience);
        if (host.Url.Length == 0 && killAt is null) throw new InvalidOperationException($"Expected the host to listen but it ended:\n{host.Output}");
        return host;
    }

    /// <summary>What the host printed.</summary>
    public string Output
    {
        get
        {
            lock (_output) return string.Join('\n', _output);
        }
    }

    /// <summary>A client with the bearer token of a demo account.</summary>
    public async Task<HttpClient> SignedInAsync(string account)
    {
        var client = new HttpClient { BaseAddress = new(Url) };
        using var answer = await client.PostAsJsonAsync("/api/dev/sign-in", new { account });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Json()).Text("accessToken"));
        return client;
    }

    /// <summary>Ends the process as a power cut would end it: nothing is flushed, nobody is told.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits until the process has killed itself.</summary>
    public async Task KilledAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The host did not come to the place where it should die:\n{Output}");
        }
        _process.ExitCode.ShouldBe(128 + 9, $"Expected a death by SIGKILL.\n{Output}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (_output) _output.Add(line);
        const string mark = "Now listening on: ";
        if (line.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at) _listening.TrySetResult(line[(at + mark.Length)..].Trim());
    }
}
