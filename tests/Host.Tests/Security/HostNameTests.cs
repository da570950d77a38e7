using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Alur.Host.Tests.Security;

/// <summary>The Host header is what anybody may write; what is no name is refused before anything makes an address of it.</summary>
public sealed class HostNameTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("GET", "/masuk", "alur:99999999")]
    [InlineData("GET", "/masuk", "alur..id")]
    [InlineData("POST", "/api/tickets", "alur:99999999")]
    public async Task A_name_of_which_no_address_can_be_made_is_refused(string method, string path, string name) =>
        (await StatusAsync(method, path, name)).ShouldBe(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("GET", "/masuk", HttpStatusCode.OK)]
    [InlineData("GET", "/health/live", HttpStatusCode.OK)]
    [InlineData("POST", "/api/tickets", HttpStatusCode.Forbidden)]
    public async Task Without_a_name_it_is_this_machine(string method, string path, HttpStatusCode expected) => (await StatusAsync(method, path, "")).ShouldBe(expected);

    [Theory]
    [InlineData("alur.kepriprov.go.id")]
    [InlineData("[::1]:8080")]
    [InlineData("nama_dengan_garis")]
    public async Task Any_name_is_taken(string name) => (await StatusAsync("GET", "/masuk", name)).ShouldBe(HttpStatusCode.OK);

    // HttpClient would not send such a header.
    private async Task<HttpStatusCode> StatusAsync(string method, string path, string name)
    {
        var address = new Uri(host.Url);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var request = $"{method} {path} HTTP/1.1\r\nHost: {name}\r\nAccept: text/html\r\nOrigin: https://jahat.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        return (HttpStatusCode)int.Parse(line!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
