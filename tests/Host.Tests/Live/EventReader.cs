using System.Net;
using System.Text.Json.Nodes;

namespace Alur.Host.Tests.Live;

/// <summary>Reads a stream of server-sent events as a browser does.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private EventReader(HttpResponseMessage answer, StreamReader lines) => (_answer, _lines) = (answer, lines);

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    /// <summary>Asks for a stream; the answer comes with its head.</summary>
    public static async Task<HttpResponseMessage> AskAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/event-stream");
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ended);
    }

    /// <summary>Opens a stream and reads its first event.</summary>
    public static async Task<EventReader> OpenAsync(HttpClient client, string path)
    {
        var answer = await AskAsync(client, path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var reader = new EventReader(answer, new StreamReader(await answer.Content.ReadAsStreamAsync(Ended)));
        (await reader.NextAsync())!.Value.Name.ShouldBe("ready");
        return reader;
    }

    /// <summary>The next event; null when the stream has ended.</summary>
    public async Task<(string Name, JsonObject Data)?> NextAsync()
    {
        var (name, data) = ("", "");
        while (await _lines.ReadLineAsync(Ended) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.Length == 0 && name.Length > 0)
                return (name, JsonNode.Parse(data)!.AsObject());
        }
        return null;
    }

    /// <summary>The data of the next event of that name; those before it are passed over.</summary>
    public async Task<JsonObject> NextAsync(string name)
    {
        while (await NextAsync() is { } next)
        {
            if (next.Name == name)
                return next.Data;
        }
        throw new InvalidOperationException($"Expected {name} but the stream ended.");
    }

    /// <summary>Reads until the stream ends; gives the names of what came before.</summary>
    public async Task<List<string>> EndAsync()
    {
        var names = new List<string>();
        while (await NextAsync() is { } next)
            names.Add(next.Name);
        return names;
    }

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _answer.Dispose();
        return ValueTask.CompletedTask;
    }
}
