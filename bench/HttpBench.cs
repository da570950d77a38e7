using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Alur.Rehearsal.Hosting;

namespace Alur.Bench;

/// <summary>Completing tasks over HTTP: the host is a process of its own on SQLite, the clients share its processors.</summary>
internal static class HttpBench
{
    private static readonly byte[] TaskMark = "\"tasks\":[{\"id\":\""u8.ToArray();

    public static async Task<Figures> RunAsync(string hostDll, string folder, int clients, int ticketsEach, int rounds, double rawPerSecond)
    {
        await using var host = new HostProcess(hostDll, Path.Combine(folder, "http.db"), folder);
        await host.StartAsync();
        using var pelapor = await SignInAsync(host.Address, "pelapor", clients);
        using var helpdesk = await SignInAsync(host.Address, "helpdesk", clients);

        var measured = new List<Round>();
        for (var round = 0; round <= rounds; round++)
        {
            var tasks = new string[clients][];
            await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
            {
                tasks[client] = new string[ticketsEach];
                for (var ticket = 0; ticket < ticketsEach; ticket++) tasks[client][ticket] = await OpenAsync(pelapor, helpdesk);
            }));
            var result = await Meter.RunAsync(clients, (client, timer) => FinishAsync(pelapor, helpdesk, tasks[client], timer), host.ProcessId);
            if (round > 0) measured.Add(result);
        }

        var figures = Figures.Of("HTTP complete, SQLite", clients, measured);
        return figures with { Ratio = rawPerSecond > 0 ? figures.PerSecond / rawPerSecond : null };
    }

    private static async Task FinishAsync(HttpClient pelapor, HttpClient helpdesk, string[] tasks, StepTimer timer)
    {
        foreach (var first in tasks)
        {
            var task = first;
            for (var step = 0; step < Bodies.Length; step++)
            {
                // The last two steps are the reporter's.
                var client = step < Bodies.Length - 2 ? helpdesk : pelapor;
                var began = Stopwatch.GetTimestamp();
                var answer = await PostAsync(client, $"/api/tasks/{task}/complete", Bodies[step]);
                timer.Took(began);
                task = TaskOf(answer);
            }
        }
    }

    private static async Task<string> OpenAsync(HttpClient pelapor, HttpClient helpdesk)
    {
        var form = new JsonObject { ["title"] = "Tidak dapat masuk ke SPSE", ["description"] = "Halaman masuk menampilkan kesalahan.", ["application"] = "SPSE" };
        var task = TaskOf(await PostAsync(pelapor, "/api/tickets", Encoding.UTF8.GetBytes(form.ToJsonString())));
        await PostAsync(helpdesk, $"/api/tasks/{task}/claim", "{}"u8.ToArray());
        return task;
    }

    private static byte[][] Bodies { get; } =
        [.. Office.Answers.Select(answer => Encoding.UTF8.GetBytes($$"""{"outcome":"{{answer.Outcome}}","data":{{answer.Data.GetRawText()}}}"""))];

    private static async Task<byte[]> PostAsync(HttpClient client, string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        var answer = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode ? answer : throw new InvalidOperationException($"Expected {path} to succeed but got {(int)response.StatusCode}: {Encoding.UTF8.GetString(answer)}");
    }

    // Reading the whole answer as JSON would measure the client; the task that comes next is all it needs.
    private static string TaskOf(byte[] answer)
    {
        var at = answer.AsSpan().IndexOf(TaskMark);
        return at < 0 ? "" : Encoding.ASCII.GetString(answer, at + TaskMark.Length, 32);
    }

    private static async Task<HttpClient> SignInAsync(Uri address, string account, int connections)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseCookies = false }) { BaseAddress = address };
        var answer = JsonNode.Parse(await PostAsync(client, "/api/dev/sign-in", Encoding.UTF8.GetBytes($$"""{"account":"{{account}}"}""")))!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)answer["accessToken"]!);
        return client;
    }
}
