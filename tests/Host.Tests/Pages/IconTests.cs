using System.Text.RegularExpressions;
using Alur.Host.Pages;

namespace Alur.Host.Tests.Pages;

/// <summary>Each sign that a page shows is in the set, and stands beside words.</summary>
public sealed partial class IconTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData(null, "/", "/masuk", "/lacak")]
    [InlineData("pelapor", "/tiket", "/tiket/baru")]
    [InlineData("helpdesk", "/kerja", "/tiket/baru")]
    [InlineData("supervisor", "/papan", "/terlambat")]
    [InlineData("administrator", "/admin", "/orang", "/admin/kesehatan")]
    [InlineData("designer", "/", "/design")]
    public async Task Signs_of_pages_are_there_and_say_nothing_alone(string? account, params string[] paths)
    {
        using var visitor = account is null ? PageVisitor.Stranger(host) : await PageVisitor.SignedInAsync(host, account);
        foreach (var path in paths)
        {
            var html = await visitor.OpenAsync(path);
            var used = Uses().Matches(html).Select(use => use.Groups[1].Value).ToList();
            used.ShouldNotBeEmpty(path);
            used.ShouldBeSubsetOf(Icons.Names, path);
            Regex.Count(html, "<svg class=\"icon\" aria-hidden=\"true\"").ShouldBe(used.Count, path);
            WordlessLinks().Matches(html).Select(link => link.Value).ShouldBeEmpty(path);
        }
    }

    [Fact]
    public async Task The_set_is_one_small_file_that_is_kept_for_ever()
    {
        Icons.Names.Count.ShouldBeGreaterThanOrEqualTo(20);
        using var client = host.Anonymous();
        using var answer = await client.Get(Styles.IconsPath);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        (await answer.Text()).Length.ShouldBeLessThan(5_000);
    }

    [GeneratedRegex("<use href=\"/lambang\\.svg\\?v=[0-9a-f]{12}#([a-z]+)\">")]
    private static partial Regex Uses();

    // A link or button that has a sign and then ends.
    [GeneratedRegex("</svg>\\s*</(a|button)>")]
    private static partial Regex WordlessLinks();
}
