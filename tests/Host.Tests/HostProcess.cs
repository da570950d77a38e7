using System.Diagnostics;
using System.Net.Http.Headers;

namespace Alur.Host.Tests;

/// <summary>The host as a process of its own, for tests that kill it. Development on a free loopback port, data in the given folder.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;

    private HostProcess(Process process, string url)
    {
        _process = process;
        Url = url;
    }

    public string Url { get; }

    /// <summary>Starts the host and returns when it listens.</summary>
    public static async Task<HostProcess> StartAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Alur.Host.dll"), "--urls", "http://127.0.0.1:0", "--environment", "Development",
            "--Storage:Database", Path.Combine(folder, "alur.db"), "--Attachments:Folder", Path.Combine(folder, "attachments")])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException("Expected a process but got none.");
        var listens = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                listens.TrySetException(new InvalidOperationException("Expected the host to listen but it ended."));
            else if (line.Data.Contains(Listening, StringComparison.Ordinal))
                listens.TrySetResult(line.Data[(line.Data.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim());
        };
        process.BeginOutputReadLine();
        return new HostProcess(process, await listens.Task.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    /// <summary>A client with the token of a demo account.</summary>
    public async Task<HttpClient> SignedInAsync(string account)
    {
        var client = new HttpClient { BaseAddress = new Uri(Url) };
        var token = (await (await client.Post("/api/dev/sign-in", new { account })).Json()).Text("accessToken");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Ends the process as a power cut would end it: nothing is flushed, nobody is told.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}
