using Alur.Host.Tests;

namespace Alur.Browser.Tests.Lighthouse;

/// <summary>
/// Lighthouse gives the main pages at least 95 of 100 in each of its categories, as on a telephone on a slow line. Search engines reach only the pages before signing in; the
/// others are held to that category all the same, since what it asks for (a title, a description, links that say where they lead) serves people as well.
/// </summary>
public sealed class LighthouseTests
{
    private const double Wanted = 0.95;

    [Fact]
    public async Task The_main_pages_get_95_of_100_in_each_category()
    {
        await using var host = await HostFixture.StartAsync(new HostOptions());
        using var client = host.Anonymous();
        var (reporter, helpdesk) = (await SignInAsync(client, host.Url, "pelapor"), await SignInAsync(client, host.Url, "helpdesk"));
        var (supervisor, administrator) = (await SignInAsync(client, host.Url, "supervisor"), await SignInAsync(client, host.Url, "administrator"));
        var ticket = await SendTicketsAsync(host);

        var verdicts = await Judge.AllAsync(
            Wanted,
            new(host.Url, "/", null),
            new(host.Url, "/masuk", null),
            new(host.Url, "/lacak", null),
            new(host.Url, "/sop/sop-011", null),
            new(host.Url, "/tiket", reporter),
            new(host.Url, "/tiket/baru", reporter),
            new(host.Url, ticket, reporter),
            new(host.Url, "/kerja", helpdesk),
            new(host.Url, ticket, helpdesk),
            new(host.Url, "/papan", supervisor),
            new(host.Url, "/laporan", supervisor),
            new(host.Url, "/admin", administrator));

        verdicts.Count.ShouldBe(12);
        foreach (var verdict in verdicts)
            TestContext.Current.SendDiagnosticMessage($"{verdict.Path}: {string.Join(", ", verdict.Categories.Select(one => $"{one.Key} {one.Value.Score:0.00}"))}");
        verdicts.ShouldAllBe(verdict => verdict.Categories.Count == 4);
        verdicts.SelectMany(verdict => verdict.Categories.Where(one => one.Value.Score < Wanted), (verdict, one) => $"{verdict.Path} {one.Key} {one.Value.Score:0.00}: {string.Join("; ", one.Value.Against)}")
            .ShouldBeEmpty();
    }

    /// <summary>Signs in as a demo person; gives the cookies to be signed in with.</summary>
    private static async Task<string> SignInAsync(HttpClient client, string host, string account)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/masuk/demo") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["account"] = account }) };
        request.Headers.Add("Origin", host);
        using var answer = await client.Ask(request);
        return string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
    }

    /// <summary>As much as a page of each list shows; gives the path of one ticket's page.</summary>
    private static async Task<string> SendTicketsAsync(HostFixture host)
    {
        using var client = await host.SignedInAsync("pelapor");
        var number = "";
        for (var count = 1; count <= 30; count++)
        {
            using var answer = await client.Post("/api/tickets", new { title = $"Tidak dapat masuk ke SPSE ({count})", description = "Halaman masuk kosong sejak pagi.", application = "SPSE" });
            number = (await answer.Json()).Text("number");
        }

        return "/tiket/" + number;
    }
}
