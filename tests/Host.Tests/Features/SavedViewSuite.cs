using System.Net;
using Alur.Host.Features.SavedViews;
using Alur.Host.Identity;

namespace Alur.Host.Tests.Features;

/// <summary>Views of the work list that people keep: each his own, no more than there are places, by whatever haste.</summary>
public abstract class SavedViewSuite(Office office)
{
    private const string Views = "/api/me/work-views";

    [Fact]
    public async Task A_view_is_kept_listed_renamed_and_removed_by_its_owner_alone()
    {
        var (andi, dewi) = (await office.NewPersonAsync("Andi", Roles.Helpdesk), await office.NewPersonAsync("Dewi", Roles.Helpdesk));
        using var made = await andi.Client.Post(Views, new { name = " Mendesak & baru ", view = "all", priority = "Sangat & tinggi", step = 6 });
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var view = await made.Json();
        (view.Text("name"), view.Text("query")).ShouldBe(("Mendesak & baru", "view=all&prioritas=Sangat%20%26%20tinggi&langkah=6"));
        var id = view.Text("id");
        (await (await andi.Client.Post(Views, new { name = "Mendesak & baru", view = "all", priority = "Sangat & tinggi", step = 6 })).Json()).Text("id").ShouldBe(id, "kept already");
        await (await andi.Client.Post(Views, new { name = "Mendesak & baru" })).ShouldBeRefusal((HttpStatusCode)422, "invalid-fields");

        (await dewi.GetAsync(Views)).Items().ShouldBeEmpty();
        await (await dewi.Client.Put($"{Views}/{id}", new { name = "Milikku" })).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await dewi.Client.Delete($"{Views}/{id}")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");

        await andi.Client.Post(Views, new { name = "Lain" });
        await (await andi.Client.Put($"{Views}/{id}", new { name = "Lain" })).ShouldBeRefusal((HttpStatusCode)422, "invalid-fields");
        (await (await andi.Client.Put($"{Views}/{id}", new { name = "Penting" })).Json()).Text("name").ShouldBe("Penting");
        (await andi.GetAsync(Views)).Items().Select(item => item.Text("name")).ShouldBe(["Lain", "Penting"]);
        (await andi.Client.Delete($"{Views}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await andi.Client.Delete($"{Views}/{id}")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        (await andi.GetAsync(Views)).Items().Select(item => item.Text("name")).ShouldBe(["Lain"]);
    }

    [Fact]
    public async Task There_are_twenty_places_also_for_whoever_asks_at_once()
    {
        var andi = await office.NewPersonAsync("Andi", Roles.Helpdesk);
        var answers = await Task.WhenAll(Enumerable.Range(0, SavedViews.Most + 5).Select(i => andi.Client.Post(Views, new { name = $"Nomor {i}" })));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBeLessThanOrEqualTo(SavedViews.Most);
        for (var i = 0; i < SavedViews.Most + 5; i++)
            (await andi.Client.Post(Views, new { name = $"Nomor {i}" })).Dispose();
        (await andi.GetAsync(Views)).Items().Length.ShouldBe(SavedViews.Most);
        await (await andi.Client.Post(Views, new { name = "Satu lagi" })).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"name\":\"  \"}")]
    [InlineData("{\"name\":\"a\",\"view\":\"apa\"}")]
    [InlineData("{\"name\":\"a\",\"step\":0}")]
    [InlineData("{\"name\":\"1234567890123456789012345678901234567890123456789012345678901\"}")]
    public async Task Nonsense_is_refused(string body) => await (await (await office.Andi).Client.PostRaw(Views, body)).ShouldBeRefusal((HttpStatusCode)422, "invalid-fields");
}

public sealed class SqliteSavedViewTests(SqliteOffice office) : SavedViewSuite(office), IClassFixture<SqliteOffice>;

public sealed class PostgresSavedViewTests(PostgresOffice office) : SavedViewSuite(office), IClassFixture<PostgresOffice>;
