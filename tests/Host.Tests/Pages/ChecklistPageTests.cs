using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Setup;
using Alur.Host.Sla.Calendars;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Pages;

/// <summary>A complete list can be put away, and comes back by itself when something is missing again.</summary>
public sealed class ChecklistPageTests
{
    [Fact]
    public async Task Hidden_when_all_is_done_and_there_again_when_something_is_missing()
    {
        var studio = Directory.CreateTempSubdirectory("alur-studio-").FullName;
        Directory.CreateDirectory(Path.Combine(studio, "_framework"));
        await File.WriteAllTextAsync(Path.Combine(studio, "_framework", "dotnet.js"), "", TestContext.Current.CancellationToken);
        await using var smtp = new Sla.Support.SmtpReceiver();
        var settings = new Dictionary<string, string?>(smtp.Settings) { ["Sla:Enabled"] = "false", ["Studio:Folder"] = studio };
        await using var host = await HostFixture.StartAsync(new HostOptions { Settings = settings });
        using var administrator = await PageVisitor.SignedInAsync(host, "administrator");
        using var api = await host.SignedInAsync("administrator");

        await (await api.PutAsync("/api/office", Body(new { name = new string('x', OfficeSettings.LongestName + 1) }), TestContext.Current.CancellationToken))
            .ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        (await (await api.PutAsync("/api/office", Body(new { name = " Biro ", publicAddress = "http://alur.kepri.example" }), TestContext.Current.CancellationToken)).Json())
            .Text("name").ShouldBe("Biro");
        (await ItemAsync(host, "address")).Words.ShouldContain("belum memakai https");
        (await api.PutAsync("/api/office", Body(new { name = "Biro", publicAddress = "https://alur.kepri.example" }), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await administrator.DoAsync("/admin/penyiapan/kalender", "/kalender", new() { ["zone"] = "Asia/Jakarta" });
        using (var tested = await administrator.SubmitAsync("/admin/surel", "/admin/surel/uji", new() { ["to"] = "kepala@kepri.example" }))
            (await tested.Text()).ShouldContain("Terkirim ke kepala@kepri.example.");
        smtp.Mails.ShouldHaveSingleItem().Parsed.From.ToString().ShouldBe("\"Alur Kepri\" <alur@kepri.example>", "a name that was chosen stays");
        await administrator.DoAsync("/admin", "/admin/penyiapan/cadangan");
        var missing = (await ReadAsync(host)).Items.Where(item => !item.IsDone).ToList();
        missing.Select(item => item.Key).ShouldBe(["holidays"]);

        var page = await administrator.OpenAsync("/admin/kalender/kantor");
        var year = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(7)).Year;
        var lines = string.Join('\n', new[] { year, year + 1 }.Select(one => $"{one}-01-01; Tahun Baru; nasional"));
        using (var preview = await administrator.SubmitAsync("/admin/kalender/kantor", "/admin/kalender/kantor/libur", new() { ["format"] = "csv", ["text"] = lines }))
        {
            var (action, fields) = PageVisitor.Form(await preview.Text(), "/admin/kalender/kantor");
            using var applied = await administrator.PostAsync(action, fields);
            applied.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await applied.Text());
        }

        (await administrator.OpenAsync("/admin")).ShouldContain("Semuanya siap.");
        // A calendar of a role's own runs on through holidays that it does not know, whatever the office's knows.
        var own = JsonNode.Parse(CalendarText.Write(OfficeCalendars.Embedded("kepri")))!.AsObject();
        (own["name"], own["holidays"]) = ("LKPP", new JsonArray());
        (await api.Put("/api/calendars/lkpp", new { document = own })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ItemAsync(host, "holidays")).IsDone.ShouldBeTrue("nobody works by it yet");
        (await api.Put("/api/calendar-roles/Lkpp", new { calendarId = "lkpp" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ItemAsync(host, "holidays")).Words.ShouldContain($"Hari libur {year} dan {year + 1} belum ada pada kalender LKPP");
        (await ItemAsync(host, "holidays")).Path.ShouldBe("/admin/kalender/lkpp");
        (await api.Put("/api/calendar-roles/Lkpp", new { calendarId = "kantor" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await administrator.DoAsync("/admin", "/admin/penyiapan/sembunyikan");
        (await administrator.OpenAsync("/admin")).ShouldNotContain("id=\"penyiapan\"");
        (await (await api.Get("/api/office/checklist")).Json())["isHidden"]!.GetValue<bool>().ShouldBeTrue();
        (await api.PutAsync("/api/office", Body(new { publicAddress = "https://alur.kepri.example" }), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var back = await administrator.OpenAsync("/admin");
        back.ShouldContain("id=\"penyiapan\"");
        back.ShouldContain("Belum diisi; halaman dan surel hanya menyebut Alur.");

        using var supervisor = await host.SignedInAsync("supervisor");
        await (await supervisor.Get("/api/office")).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Another_zone_is_shown_with_its_effect_first_once_there_is_work()
    {
        await using var host = await HostFixture.StartAsync(new HostOptions { Settings = new() { ["Sla:Enabled"] = "false" } });
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        using var administrator = await PageVisitor.SignedInAsync(host, "administrator");
        await reporter.SendTicketAsync("Sudah berjalan");
        using var preview = await administrator.SubmitAsync("/admin/penyiapan/kalender", "/kalender", new() { ["zone"] = "Asia/Jayapura" });
        preview.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await preview.Text();
        (await administrator.OpenAsync("/admin/penyiapan/kalender")).ShouldContain("<option value=\"Asia/Jakarta\" selected", customMessage: "nothing is stored by looking");
        var (action, fields) = PageVisitor.Form(html, "/admin/kalender/kantor");
        using var applied = await administrator.PostAsync(action, fields);
        applied.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await administrator.OpenAsync("/admin/penyiapan/kalender")).ShouldContain("<option value=\"Asia/Jayapura\" selected");
        (await ItemAsync(host, "calendar")).IsDone.ShouldBeTrue("because a person has stored it");
    }

    private static System.Net.Http.Json.JsonContent Body(object value) => System.Net.Http.Json.JsonContent.Create(value);

    private static Task<ChecklistState> ReadAsync(HostFixture host) => host.Services.GetRequiredService<Checklist>().ReadAsync(TestContext.Current.CancellationToken);

    private static async Task<ChecklistItem> ItemAsync(HostFixture host, string key) => (await ReadAsync(host)).Items.Single(item => item.Key == key);
}
