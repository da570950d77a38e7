using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Tests;
using Microsoft.Playwright;

namespace Alur.Browser.Tests.Studio;

/// <summary>A host of one test's own, since tests change the process, and those who work on it over the API.</summary>
internal sealed class StudioDesk : IAsyncDisposable
{
    private readonly BrowserFixture _browser;

    private StudioDesk(BrowserFixture browser, HostFixture host)
    {
        _browser = browser;
        Host = host;
    }

    public HostFixture Host { get; }

    public static async Task<StudioDesk> OpenAsync(BrowserFixture browser) => new(browser, await HostFixture.StartAsync(new HostOptions()));

    /// <summary>A visitor who is signed in, with a window that shows the whole chart unless another size is given.</summary>
    public async Task<Visitor> SignedInAsync(string account, int width = StudioEditor.Width, int height = StudioEditor.Height)
    {
        var visitor = await _browser.NewVisitorAsync(Host, width, height);
        return await visitor.AsAsync(DemoAccounts.All.Single(one => one.Account == account).Name);
    }

    /// <summary>Sends a ticket as the reporter and gives it.</summary>
    public async Task<JsonObject> SendTicketAsync()
    {
        using var reporter = await Host.SignedInAsync("pelapor");
        using var answer = await reporter.Post("/api/tickets", new { title = "SPSE tidak dapat dibuka", description = "Halaman masuk kosong.", application = "SPSE" });
        return await answer.Json();
    }

    /// <summary>The open task of a ticket, as the one who may do it sees it.</summary>
    public async Task<JsonObject> OpenTaskAsync(JsonObject ticket, string account)
    {
        using var client = await Host.SignedInAsync(account);
        var now = await (await client.Get($"/api/tickets/{ticket.Text("id")}")).Json();
        return now["tasks"]!.AsArray().Select(task => task!.AsObject()).Single(task => task.Text("state") is "Open" or "Claimed");
    }

    /// <summary>Takes and answers the open task of a ticket.</summary>
    public async Task CompleteAsync(JsonObject ticket, string account, string outcome, object? data = null)
    {
        var task = await OpenTaskAsync(ticket, account);
        using var client = await Host.SignedInAsync(account);
        (await client.Post($"/api/tasks/{task.Text("id")}/claim")).IsSuccessStatusCode.ShouldBeTrue();
        await (await client.Post($"/api/tasks/{task.Text("id")}/complete", new { outcome, data = data ?? new { } })).Json();
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();
}
