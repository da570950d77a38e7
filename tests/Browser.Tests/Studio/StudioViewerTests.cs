using Microsoft.Playwright;

namespace Alur.Browser.Tests.Studio;

/// <summary>A running ticket is followed on its chart in the real Elsa Studio.</summary>
public sealed class StudioViewerTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task The_marks_on_the_chart_move_while_the_ticket_does()
    {
        await using var desk = await StudioDesk.OpenAsync(browser);
        var ticket = await desk.SendTicketAsync();
        await using var visitor = await desk.SignedInAsync("supervisor", 1400, 900);
        var page = visitor.Page;
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync("/studio/workflows/instances");
        await page.GetByText(ticket["number"]!.GetValue<string>()).First.WaitForAsync();
        await visitor.ScreenshotAsync("studio-tiket-berjalan");

        await page.GotoAsync($"/studio/workflows/instances/{ticket["id"]}/view");
        await Mark(page, "langkah1", Done).WaitForAsync();
        await Mark(page, "langkah2", Waiting).WaitForAsync();
        await Assertions.Expect(Mark(page, "langkah3", Waiting)).ToHaveCountAsync(0);

        // Nothing is reloaded from here on.
        await desk.CompleteAsync(ticket, "helpdesk", "Done", new { priority = "Sedang" });
        await Mark(page, "langkah2", Done).WaitForAsync();
        await Mark(page, "langkah3", Waiting).WaitForAsync();
        await desk.CompleteAsync(ticket, "helpdesk", "T");
        await Mark(page, "langkah3", Done).WaitForAsync();
        await Mark(page, "langkah6", Waiting).WaitForAsync();
        await visitor.ScreenshotAsync("studio-tiket-pada-bagan");
        visitor.ShouldBeClean();
    }

    private const string Done = "mud-theme-success";
    private const string Waiting = "mud-theme-warning";

    private static ILocator Mark(IPage page, string id, string kind) => page.Locator($".x6-node[data-cell-id=\"{id}\"] .mud-badge.{kind}");
}
