using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Alur.Browser.Tests;

/// <summary>What every page must stand: axe finds nothing, and at 320 px nothing but tables and charts scrolls sideways.</summary>
internal static class Accessible
{
    public static async Task ShouldBeAccessibleAsync(this IPage page)
    {
        var result = await page.RunAxe();
        result.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}").ShouldBeEmpty();
    }

    public static async Task ShouldFitNarrowAsync(this IPage page)
    {
        var size = page.ViewportSize!;
        await page.SetViewportSizeAsync(320, 640);
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        width.ShouldBeLessThanOrEqualTo(320, page.Url);
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }
}
