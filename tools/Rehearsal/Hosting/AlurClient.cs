using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Alur.Rehearsal.Hosting;

/// <summary>One person at the API. Sends JSON, returns whatever comes back; what is right or wrong is for the caller to say.</summary>
public sealed class AlurClient : IDisposable
{
    private readonly HttpClient http;

    private AlurClient(HttpClient http, string account)
    {
        this.http = http;
        Account = account;
    }

    /// <summary>The demo account it acts as.</summary>
    public string Account { get; }

    /// <summary>The account's user id, as the host knows it.</summary>
    public string UserId { get; private set; } = "";

    /// <summary>The name the host shows for the account.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Signs a demo account in. The host must be in Development and on loopback.</summary>
    /// <exception cref="InvalidOperationException">The host does not offer it.</exception>
    public static async Task<AlurClient> SignInAsync(Uri address, string account, CancellationToken cancel = default)
    {
        // One connection for each request in flight; the limits of the host are what is measured, not ours.
        var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 256, UseCookies = false, AllowAutoRedirect = false };
        var client = new AlurClient(new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) }, account);
        var reply = await client.PostAsync("/api/dev/sign-in", new JsonObject { ["account"] = account }, cancel: cancel);
        if (reply.Status != HttpStatusCode.OK || reply.Text("accessToken") is not { Length: > 0 } token)
            throw new InvalidOperationException($"Expected the demo account '{account}' but the host answered {(int)reply.Status}: {reply.Body}");
        client.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var me = await client.GetAsync("/api/me", cancel);
        client.UserId = me.Text("id") ?? throw new InvalidOperationException($"Expected an id at /api/me but found {me.Body}");
        client.Name = me.Text("name") ?? account;
        return client;
    }

    public Task<Reply> GetAsync(string path, CancellationToken cancel = default) => SendAsync(HttpMethod.Get, path, null, null, cancel);

    /// <summary>Posts JSON; with a key, as an idempotent request.</summary>
    public Task<Reply> PostAsync(string path, JsonObject? body = null, string? key = null, CancellationToken cancel = default) =>
        SendAsync(HttpMethod.Post, path, body, key, cancel);

    public void Dispose() => http.Dispose();

    private async Task<Reply> SendAsync(HttpMethod method, string path, JsonObject? body, string? key, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post) request.Content = new StringContent((body ?? []).ToJsonString(), Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request, cancel);
        var text = await response.Content.ReadAsStringAsync(cancel);
        return new Reply(response.StatusCode, Parse(text));
    }

    private static JsonNode? Parse(string text)
    {
        if (text.Length == 0) return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}

/// <summary>An answer of the host.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its JSON; null when empty.</param>
public sealed record Reply(HttpStatusCode Status, JsonNode? Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>A text or number at the top of the body, as text; null when it is not there.</summary>
    public string? Text(string name) => Body is JsonObject top && top[name] is JsonValue value ? value.ToString() : null;

    /// <summary>A list: the body itself, or its <c>items</c>.</summary>
    public IReadOnlyList<JsonNode> Items => (Body as JsonArray ?? Body?["items"] as JsonArray)?.OfType<JsonNode>().ToArray() ?? [];
}
