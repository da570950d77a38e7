using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Tests.Features;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Studio;

/// <summary>Studio's viewer over a real socket, in SignalR's own words: it says what it looks at and is told of every change.</summary>
public abstract class LiveSuite(Office office)
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_viewer_is_told_what_changed_after_the_commit()
    {
        var (siti, andi, designer) = (await office.Siti, await office.Andi, await office.NewPersonAsync("Wayan", Roles.Designer));
        var sent = await siti.SendTicketAsync();
        using var viewer = await Viewer.OpenAsync(office.Host, designer);
        await viewer.ObserveAsync(sent.Text("id"));
        (await viewer.NextAsync("WorkflowInstanceUpdatedAsync"))["workflowInstanceId"]!.GetValue<string>().ShouldBe(sent.Text("id"));
        await andi.DoAsync(sent, "set-priority", new { priority = "Tinggi" });
        JsonNode stats;
        do
        {
            stats = (await viewer.NextAsync("ActivityExecutionLogUpdatedAsync"))["stats"]!;
        }
        while (stats.AsArray().All(stat => stat!["activityId"]!.GetValue<string>() != "langkah3"));
        stats.AsArray().Single(stat => stat!["activityId"]!.GetValue<string>() == "langkah3")!["isBlocked"]!.GetValue<bool>().ShouldBeTrue();
    }

    /// <summary>For databases on which several hosts work.</summary>
    protected async Task AnotherHostsChangeIsToldAsync()
    {
        var (siti, andi, designer) = (await office.Siti, await office.Andi, await office.NewPersonAsync("Wayan", Roles.Designer));
        var sent = await siti.SendTicketAsync();
        await using var other = await HostFixture.StartAsync(new HostOptions { Settings = new() { ["Sla:Enabled"] = "false", ["Storage:Database"] = office.Database } });
        using var viewer = await Viewer.OpenAsync(other, designer);
        await viewer.ObserveAsync(sent.Text("id"));
        await viewer.NextAsync("ActivityExecutionLogUpdatedAsync");
        await andi.DoAsync(sent, "set-priority", new { priority = "Tinggi" });
        (await viewer.NextAsync("ActivityExecutionLogUpdatedAsync"))["stats"]!.AsArray().Select(stat => stat!["activityId"]!.GetValue<string>()).ShouldContain("langkah3");
    }

    [Fact]
    public async Task Who_may_not_see_processes_or_comes_from_elsewhere_gets_no_socket()
    {
        await Should.ThrowAsync<WebSocketException>(async () => await Viewer.OpenAsync(office.Host, await office.Siti));
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://jahat.example");
        var failure = await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(Viewer.Address(office.Host), Ended));
        failure.Message.ShouldContain("403");
        using var client = office.Host.Anonymous();
        (await client.Post("/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var designer = await office.NewPersonAsync("Wayan", Roles.Designer);
        (await (await designer.Client.Post("/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1")).Json())["availableTransports"]!.AsArray().Count.ShouldBeGreaterThan(0);
        (await designer.GetAsync("/elsa/api/features/installed")).ToJsonString().ShouldContain("Elsa.RealTimeWorkflowUpdates");
    }

    /// <summary>A connection that speaks SignalR's JSON protocol.</summary>
    private sealed class Viewer : IDisposable
    {
        private const char End = '\u001e';

        private readonly ClientWebSocket socket = new();
        private readonly Queue<JsonObject> read = new();

        public static Uri Address(HostFixture host) => new(host.Url.Replace("http", "ws", StringComparison.Ordinal) + "/elsa/hubs/workflow-instance");

        public static async Task<Viewer> OpenAsync(HostFixture host, Person person)
        {
            var viewer = new Viewer();
            viewer.socket.Options.SetRequestHeader("Authorization", person.Client.DefaultRequestHeaders.Authorization!.ToString());
            await viewer.socket.ConnectAsync(Address(host), Ended);
            await viewer.SendAsync("""{"protocol":"json","version":1}""");
            return viewer;
        }

        public Task ObserveAsync(string instance) => SendAsync($$"""{"type":1,"target":"ObserveInstanceAsync","arguments":["{{instance}}"]}""");

        /// <summary>The argument of the next call of that name.</summary>
        public async Task<JsonObject> NextAsync(string target)
        {
            while (true)
            {
                while (read.TryDequeue(out var message))
                {
                    if (message["target"]?.GetValue<string>() == target)
                        return message["arguments"]![0]!.AsObject();
                }
                await ReadAsync();
            }
        }

        public void Dispose() => socket.Dispose();

        private async Task ReadAsync()
        {
            using var whole = new MemoryStream();
            var buffer = new byte[8192];
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(), Ended);
                whole.Write(buffer, 0, part.Count);
            }
            while (!part.EndOfMessage);
            part.MessageType.ShouldBe(WebSocketMessageType.Text);
            foreach (var text in Encoding.UTF8.GetString(whole.ToArray()).Split(End, StringSplitOptions.RemoveEmptyEntries))
                read.Enqueue(JsonNode.Parse(text)!.AsObject());
        }

        private async Task SendAsync(string text) => await socket.SendAsync(Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, true, Ended);
    }
}

public sealed class LiveOnSqlite(SqliteOffice office) : LiveSuite(office), IClassFixture<SqliteOffice>;

public sealed class LiveOnPostgres(PostgresOffice office) : LiveSuite(office), IClassFixture<PostgresOffice>
{
    [Fact]
    public Task A_viewer_is_told_what_another_host_changed() => AnotherHostsChangeIsToldAsync();
}
