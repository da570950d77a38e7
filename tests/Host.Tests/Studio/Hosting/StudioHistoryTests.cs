using System.Net;

namespace Alur.Host.Tests.Studio.Hosting;

/// <summary>The page of versions and saved states, and the form that brings a state back.</summary>
public sealed class StudioHistoryTests : IAsyncLifetime
{
    private const string Latest = "/elsa/api/workflow-definitions/by-definition-id/sop-011?versionOptions=Latest";
    private readonly HostFixture _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_saved_state_is_listed_with_its_author_and_brought_back_by_a_form()
    {
        using var designer = await _host.SignedInAsync("designer");
        await RenameAsync(designer, "Nama pertama");
        var first = (await (await designer.Get(Latest)).Json()).Text("id");
        await RenameAsync(designer, "Nama kedua");
        var page = await (await designer.Get("/studio/riwayat/sop-011")).Text();
        page.ShouldContain("<strong>Nama kedua</strong>");
        page.ShouldContain("Putri Ayu");
        page.ShouldContain($"action=\"/studio/riwayat/sop-011/{first}\"");

        using var supervisor = await _host.SignedInAsync("supervisor");
        (await (await supervisor.Get("/studio/riwayat/sop-011")).Text()).ShouldNotContain("<button class=\"small\">Pulihkan");
        await (await supervisor.Post($"/studio/riwayat/sop-011/{first}")).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");

        using var restored = await designer.Post($"/studio/riwayat/sop-011/{first}");
        restored.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        restored.Headers.Location!.ToString().ShouldBe("/studio/riwayat/sop-011?pulih=ya");
        (await (await designer.Get(Latest)).Json()).Text("name").ShouldBe("Nama pertama");
    }

    [Fact]
    public async Task What_is_not_there_is_not_there()
    {
        using var designer = await _host.SignedInAsync("designer");
        await (await designer.Get("/studio/riwayat/tidak-ada")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await designer.Post("/studio/riwayat/sop-011/tidak-ada")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
    }

    private static async Task RenameAsync(HttpClient designer, string name)
    {
        var model = await (await designer.Get(Latest)).Json();
        model["name"] = name;
        await (await designer.Post("/elsa/api/workflow-definitions", new { model, publish = false })).Json();
    }
}
