using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Sla.Notices;
using Alur.Host.Sla.Webhooks;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tests.Sla.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Sla;

/// <summary>Calls to webhooks, received by a real web server, on either database.</summary>
public abstract class WebhookSuite : IAsyncLifetime
{
    private static readonly KeyValuePair<string, string?>[] Opened = [new("Webhooks:AllowedNetworks:0", "127.0.0.0/8"), new("Webhooks:Timeout", "00:00:03")];

    private TestDatabase _database = null!;
    private HttpReceiver _receiver = null!;
    private SlaHost _host = null!;

    protected abstract Task<TestDatabase> MakeAsync();

    public async ValueTask InitializeAsync()
    {
        _database = await MakeAsync();
        _receiver = await HttpReceiver.StartAsync();
        _host = await SlaHost.StartAsync(_database.Setting, settings: Opened);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _receiver.DisposeAsync();
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_call_is_signed_over_time_and_body_and_keeps_its_name_when_it_is_repeated()
    {
        var secret = await SubscribeAsync("w1", _receiver.Url + "/hook");
        _receiver.Answer = (_, context) =>
        {
            context.Response.StatusCode = _receiver.Calls.Count == 1 ? 500 : 204;
            return Task.CompletedTask;
        };
        await TellAsync("x", "supervisor", "actor");
        await TickAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        await TickAsync();

        var calls = _receiver.Calls.ToList();
        calls.Count.ShouldBe(2, "two addressees of one event are one call, which was repeated once");
        calls[0].Body.ShouldBe(calls[1].Body);
        calls[0].Headers[WebhookHandler.IdHeader].ShouldBe(calls[1].Headers[WebhookHandler.IdHeader]);
        foreach (var call in calls)
        {
            // As docs/notices.md tells receivers to do.
            var stamp = call.Headers["Alur-Timestamp"];
            var expected = "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(stamp + "." + call.Body)));
            call.Headers["Alur-Signature"].ShouldBe(expected);
            long.Parse(stamp, CultureInfo.InvariantCulture).ShouldBe(_host.Wall.GetUtcNow().ToUnixTimeSeconds());
            var body = JsonNode.Parse(call.Body)!.AsObject();
            (body.Text("id"), body.Text("event")).ShouldBe((call.Headers["Alur-Id"], NoticeKinds.Breach));
        }
        await using var db = _host.Open();
        (await db.Webhooks.SingleAsync()).Secret.ShouldNotContain(secret);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await SubscribeAsync("w1", _receiver.Url + "/first");
        _receiver.Answer = (_, context) =>
        {
            context.Response.Redirect(_receiver.Url + "/second");
            return Task.CompletedTask;
        };
        await TellAsync("x");
        await TickAsync();

        _receiver.Calls.Select(c => c.Path).ShouldBe(["/first"]);
        var effect = await CallAsync("w1");
        (effect.State, effect.Reason).ShouldBe((OutboxState.Pending, "Penerima mengalihkan ke alamat lain (302); pengalihan tidak diikuti."));
    }

    [Fact]
    public async Task What_is_given_up_is_seen_and_can_be_replayed_all_at_once()
    {
        await SubscribeAsync("w1", _receiver.Url + "/hook");
        var down = true;
        _receiver.Answer = (_, context) =>
        {
            context.Response.StatusCode = down ? 500 : 200;
            return Task.CompletedTask;
        };
        await TellAsync("x");
        await TellAsync("y");
        for (var i = 0; i < 4; i++)
        {
            await TickAsync();
            _host.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        _receiver.Calls.Count.ShouldBe(6, "three attempts each");
        await using (var db = _host.Open())
            (await db.Outbox.Where(o => o.Kind == "webhook").Select(o => o.Reason).ToListAsync()).ShouldBe(["Penerima menjawab 500.", "Penerima menjawab 500."]);

        down = false;
        await _host.CommittedAsync(OutboxWrites.RetryAll(WebhookCalls.Destination("w1"), _host.Clock.GetUtcNow()));
        await TickAsync();
        await using (var db = _host.Open()) (await db.Outbox.CountAsync(o => o.State == OutboxState.Done && o.Kind == "webhook")).ShouldBe(2);
        _receiver.Calls.Select(c => c.Headers["Alur-Id"]).Distinct().Count().ShouldBe(2, "a replayed call keeps its name");
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_stalls_only_itself()
    {
        var asked = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        _receiver.Answer = (call, _) =>
        {
            if (call.Path != "/slow") return Task.CompletedTask;
            asked.TrySetResult();
            return never.Task;
        };
        // By name the slow one comes first: in one lane everything would wait behind it.
        await SubscribeAsync("a-slow", _receiver.Url + "/slow");
        await SubscribeAsync("quick", _receiver.Url + "/quick");
        for (var i = 0; i < 5; i++) await TellAsync($"x{i}");

        var tick = TickAsync();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Until.HoldsAsync("the quick receiver has everything", () => Task.FromResult(_receiver.Calls.Count(c => c.Path == "/quick") == 5));
        _receiver.Calls.Count(c => c.Path == "/slow").ShouldBe(1, "it is still at the first");
        tick.IsCompleted.ShouldBeFalse();
        await tick;
        var first = await CallsAsync("a-slow");
        first.Count(e => e.Attempts == 1).ShouldBe(1, "the others wait without an attempt");
        first.Single(e => e.Attempts == 1).Reason.ShouldBe("Penerima webhook tidak menjawab pada waktunya.");
        never.SetResult();
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    public async Task What_stands_inside_is_not_called_unless_it_was_opened(string address)
    {
        await using var strict = await SlaHost.StartAsync(_database.Setting);
        await SubscribeAsync("w1", string.Format(CultureInfo.InvariantCulture, address, _receiver.Port));
        await TellAsync("x");
        await strict.Outbox.TickAsync(CancellationToken.None);

        _receiver.Calls.ShouldBeEmpty();
        var effect = await CallAsync("w1");
        (effect.State, effect.Reason).ShouldBe((OutboxState.Quarantined, "Alamat webhook mengarah ke jaringan yang tidak boleh dipanggil."));
    }

    [Fact]
    public async Task A_name_that_means_something_else_when_it_is_connected_to_gains_nothing()
    {
        var answers = new Queue<IPAddress[]>([[IPAddress.Parse("93.184.215.14"), IPAddress.Loopback], [IPAddress.Loopback]]);
        await using var strict = await SlaHost.StartAsync(_database.Setting, services => services.AddSingleton<NameLookup>((_, _) => Task.FromResult(answers.Dequeue())));
        await SubscribeAsync("w1", $"http://rebinding.example:{_receiver.Port}/");
        await TellAsync("x");
        await TellAsync("y");
        await strict.Outbox.TickAsync(CancellationToken.None);

        answers.ShouldBeEmpty();
        _receiver.Calls.ShouldBeEmpty();
        (await CallsAsync("w1")).ShouldAllBe(e => e.State == OutboxState.Quarantined);
    }

    [Fact]
    public async Task A_webhook_is_told_what_it_wants_and_no_longer_once_it_is_switched_off()
    {
        await SubscribeAsync("wants", _receiver.Url + "/wants", NoticeKinds.Breach);
        await SubscribeAsync("other", _receiver.Url + "/other", NoticeKinds.Warning);
        await SubscribeAsync("off", _receiver.Url + "/off", active: false);
        await TellAsync("x");
        await TickAsync();
        _receiver.Calls.Select(c => c.Path).ShouldBe(["/wants"]);
    }

    private Task<int> TickAsync() => _host.Outbox.TickAsync(CancellationToken.None);

    private async Task<string> SubscribeAsync(string id, string url, string events = "*", bool active = true)
    {
        var (clear, atRest) = _host.Get<WebhookSecrets>().Make();
        await _host.CommittedAsync(NoticeSettingWrites.PutWebhook(new() { Id = id, Url = url, Events = events, Secret = atRest, IsActive = active, CreatedAt = _host.Clock.GetUtcNow() }));
        return clear;
    }

    private async Task TellAsync(string key, params string[] addressees)
    {
        foreach (var addressee in addressees.DefaultIfEmpty("all"))
            await _host.CommittedAsync(_host.Get<NoticeWriter>().Give(new($"{key}/{addressee}", null, Roles.Helpdesk, null, NoticeKinds.Breach, key, key), _host.Clock.GetUtcNow()));
    }

    private async Task<OutboxRow> CallAsync(string webhook) => (await CallsAsync(webhook)).Single();

    private async Task<IReadOnlyList<OutboxRow>> CallsAsync(string webhook)
    {
        await using var db = _host.Open();
        var destination = WebhookCalls.Destination(webhook);
        return await db.Outbox.AsNoTracking().Where(o => o.Destination == destination).ToListAsync();
    }
}

/// <summary>On the embedded database.</summary>
public sealed class SqliteWebhookTests : WebhookSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.SqliteAsync();
}

/// <summary>On the server.</summary>
public sealed class PostgresWebhookTests : WebhookSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.PostgresAsync();
}
