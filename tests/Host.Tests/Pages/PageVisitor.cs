using System.Net;
using System.Text.RegularExpressions;

namespace Alur.Host.Tests.Pages;

/// <summary>Somebody at a browser without JavaScript: keeps cookies, reads forms out of pages and sends them as a browser would.</summary>
internal sealed partial class PageVisitor : IDisposable
{
    private readonly HttpClient _client;

    private PageVisitor(string host) =>
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(host) };

    /// <summary>Somebody who has not signed in.</summary>
    public static PageVisitor Stranger(HostFixture host) => Stranger(host.Url);

    /// <summary>Somebody who has not signed in, at a host known by its address.</summary>
    public static PageVisitor Stranger(string host)
    {
        var visitor = new PageVisitor(host);
        visitor._client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        visitor._client.DefaultRequestHeaders.Add("Origin", host);
        return visitor;
    }

    /// <summary>Signs in with a demo account's button.</summary>
    public static Task<PageVisitor> SignedInAsync(HostFixture host, string account) => SignedInAsync(host.Url, account);

    /// <summary>Signs in with a demo account's button, at a host known by its address.</summary>
    public static async Task<PageVisitor> SignedInAsync(string host, string account)
    {
        var visitor = Stranger(host);
        using var answer = await visitor.PostAsync("/masuk/demo", new Dictionary<string, string> { ["account"] = account });
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return visitor;
    }

    public async Task<string> OpenAsync(string path)
    {
        using var answer = await _client.Get(path);
        var html = await answer.Text();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {html}");
        return html;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _client.Get(path);

    public Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields) =>
        _client.PostAsync(path, new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content) => _client.PostAsync(path, content, TestContext.Current.CancellationToken);

    /// <summary>The hidden fields of the form with this action (and this marker in it), filled in with what is typed.</summary>
    public static (string Action, Dictionary<string, string> Fields) Form(string html, string actionEnd, string? marker = null, Dictionary<string, string>? typed = null)
    {
        var form = Forms().Matches(html).First(match =>
            WebUtility.HtmlDecode(match.Groups[1].Value).EndsWith(actionEnd, StringComparison.Ordinal) && (marker is null || match.Value.Contains(marker, StringComparison.Ordinal)));
        var fields = Hidden().Matches(form.Value).ToDictionary(field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value));
        foreach (var (name, value) in typed ?? [])
            fields[name] = value;
        return (form.Groups[1].Value, fields);
    }

    /// <summary>Opens a page, fills one of its forms and sends it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string actionEnd, Dictionary<string, string>? typed = null, string? marker = null)
    {
        var (action, fields) = Form(await OpenAsync(page), actionEnd, marker, typed);
        return await PostAsync(action, fields);
    }

    /// <summary>The form that sends a ticket, as a browser sends it with files.</summary>
    /// <param name="typed">What is typed and pressed.</param>
    /// <param name="files">Names and contents.</param>
    public async Task<MultipartFormDataContent> TicketFormAsync(Dictionary<string, string> typed, params (string Name, byte[] Bytes)[] files)
    {
        var (_, fields) = Form(await OpenAsync("/tiket/baru"), "/tiket/baru", typed: typed);
        var body = new MultipartFormDataContent();
        foreach (var (field, value) in fields) body.Add(new StringContent(value), field);
        foreach (var (name, bytes) in files) body.Add(new ByteArrayContent(bytes), "files", name);
        return body;
    }

    /// <summary>As <see cref="SubmitAsync"/>; it must be done.</summary>
    public async Task<string> DoAsync(string page, string actionEnd, Dictionary<string, string>? typed = null, string? marker = null)
    {
        using var answer = await SubmitAsync(page, actionEnd, typed, marker);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Text());
        return answer.Headers.Location!.ToString();
    }

    /// <summary>Sends a ticket and gives its page.</summary>
    public async Task<string> SendTicketAsync(string title) =>
        (await DoAsync("/tiket/baru", "/tiket/baru", new() { ["title"] = title, ["description"] = "Halaman masuk kosong.", ["application"] = "SPSE", ["kind"] = "Permasalahan" })).Split('?')[0];

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]*)\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
