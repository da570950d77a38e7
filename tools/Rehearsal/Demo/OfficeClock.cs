using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace Alur.Rehearsal.Demo;

/// <summary>The host's clock, which a demonstration moves forward where it would have to wait.</summary>
internal sealed class OfficeClock(Uri address) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address };

    /// <summary>What it shows.</summary>
    public Task<DateTimeOffset> NowAsync() => AdvanceAsync(TimeSpan.Zero);

    /// <summary>Moves it forward to that moment, if it is not there yet.</summary>
    public async Task MoveToAsync(DateTimeOffset moment)
    {
        var ahead = moment - await NowAsync();
        if (ahead > TimeSpan.Zero) await AdvanceAsync(ahead);
    }

    public void Dispose() => http.Dispose();

    private async Task<DateTimeOffset> AdvanceAsync(TimeSpan by)
    {
        using var response = await http.PostAsJsonAsync("/api/dev/clock", new JsonObject { ["advance"] = XmlConvert.ToString(by) });
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"Expected a clock that can be moved but the host answered {(int)response.StatusCode}: only a host in Development, on loopback, has one.");
        var answer = await response.Content.ReadFromJsonAsync<JsonNode>();
        return DateTimeOffset.Parse(answer!["now"]!.GetValue<string>(), CultureInfo.InvariantCulture);
    }
}
