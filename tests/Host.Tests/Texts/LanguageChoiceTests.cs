using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Tests.Pages;

namespace Alur.Host.Tests.Texts;

/// <summary>Choosing a language, and how far the choice reaches: refusals follow it; what others read, and what is kept, does not.</summary>
public sealed class LanguageChoiceTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Chosen = "alur.bahasa=c%3D%7Cuic%3Den";

    [Theory]
    [InlineData("/lacak?nomor=011-2026-000001&x=a%2Fb")]
    [InlineData("/daftar")]
    [InlineData("/")]
    public async Task The_choice_goes_back_to_the_page_it_was_made_on(string page)
    {
        using var stranger = PageVisitor.Stranger(host);
        (await stranger.OpenAsync(page)).ShouldContain("<html lang=\"id\">", Case.Sensitive, "because nobody has chosen yet");
        (await stranger.DoAsync(page, "/bahasa", new() { ["ke"] = "en" })).ShouldBe(page);
        (await stranger.OpenAsync(page)).ShouldContain("<html lang=\"en\">");
        (await stranger.DoAsync(page, "/bahasa", new() { ["ke"] = "id" })).ShouldBe(page);
        (await stranger.OpenAsync(page)).ShouldContain("<html lang=\"id\">");
    }

    [Theory]
    [InlineData("https://jahat.example/")]
    [InlineData("//jahat.example/")]
    [InlineData("/\\jahat.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task It_never_leads_off_the_site(string back)
    {
        using var stranger = PageVisitor.Stranger(host);
        using var answer = await stranger.PostAsync("/bahasa", new Dictionary<string, string> { ["ke"] = "en", ["kembali"] = back });
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().ShouldBe("/");
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("")]
    public async Task What_is_not_offered_is_Indonesian(string language)
    {
        using var stranger = PageVisitor.Stranger(host);
        await stranger.DoAsync("/masuk", "/bahasa", new() { ["ke"] = language });
        (await stranger.OpenAsync("/masuk")).ShouldContain("<html lang=\"id\">");
    }

    [Fact]
    public async Task The_languages_of_a_browser_are_no_choice()
    {
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-US,en;q=0.9");
        using var page = await client.Get("/masuk");
        (await page.Text()).ShouldContain("<html lang=\"id\">");
    }

    [Fact]
    public async Task From_the_answer_to_a_form_it_goes_back_to_the_page_of_the_form()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var ticket = await reporter.SendTicketAsync("Bahasa");
        using var refused = await reporter.SubmitAsync(ticket, "/pesan", new() { ["text"] = "" });
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        PageVisitor.Form(await refused.Text(), "/bahasa").Fields["kembali"].ShouldBe(ticket);
    }

    [Fact]
    public async Task A_refused_form_is_refused_in_the_language_that_was_chosen()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var form = new Dictionary<string, string> { ["title"] = "", ["description"] = "x", ["application"] = "SPSE", ["kind"] = "Permasalahan", ["reporter.npwp"] = "12" };
        using (var refused = await reporter.SubmitAsync("/tiket/baru", "/tiket/baru", form))
        {
            var text = WebUtility.HtmlDecode(await refused.Text());
            text.ShouldContain("Ada isian yang salah.");
            text.ShouldContain("Wajib diisi.");
            text.ShouldContain("Tulis 15 atau 16 angka, atau kosongkan.");
        }
        await reporter.DoAsync("/tiket/baru", "/bahasa", new() { ["ke"] = "en" });
        using (var refused = await reporter.SubmitAsync("/tiket/baru", "/tiket/baru", form))
        {
            var html = await refused.Text();
            html.ShouldBeEnglish("/tiket/baru");
            var text = EnglishPage.Read(html);
            text.ShouldContain("Some fields are wrong.");
            text.ShouldContain("Required.");
            text.ShouldContain("Write 15 or 16 digits, or leave it blank.");
        }
    }

    [Fact]
    public async Task A_program_is_refused_in_the_language_that_was_chosen_with_the_same_code()
    {
        using var client = host.Anonymous();
        foreach (var (language, title, detail) in new[] { (null, "Nama pengguna atau kata sandi salah", "Periksa ejaan serta huruf besar dan kecilnya, atau minta tautan kata sandi baru kepada Administrator."), (Chosen, "User name or password is wrong", "Check the spelling, capitals and small letters, or ask an Administrator for a new password link.") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/token") { Content = System.Net.Http.Json.JsonContent.Create(new { userName = "tidak.ada", password = "salah sekali" }) };
            if (language is not null)
                request.Headers.Add("Cookie", language);
            using var answer = await client.Ask(request);
            var problem = JsonNode.Parse(await answer.Text())!.AsObject();
            problem.Text("code").ShouldBe("sign-in-failed");
            problem.Text("title").ShouldBe(title);
            problem.Text("detail").ShouldBe(detail);
        }
    }

    [Fact]
    public async Task What_others_read_stays_Indonesian()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var ticket = await reporter.SendTicketAsync("Serah terima");
        using var supervisor = await PageVisitor.SignedInAsync(host, "supervisor");
        await supervisor.DoAsync("/masuk", "/bahasa", new() { ["ke"] = "en" });
        var page = await supervisor.OpenAsync(ticket);
        page.ShouldContain("Assign to somebody else");
        var dewi = System.Text.RegularExpressions.Regex.Match(page, "<option value=\"([^\"]+)\">Dewi Lestari</option>").Groups[1].Value;
        await supervisor.DoAsync(ticket, "/tugaskan", new() { ["userId"] = dewi });

        using var helpdesk = await host.SignedInAsync("helpdesk2");
        using var notices = await helpdesk.Get("/api/notifications");
        (await notices.Text()).ShouldContain($"Tiket {ticket.Split('/')[^1]}: Tugas langkah 2 (");

        using var packet = await supervisor.GetAsync($"/api/tickets/{ticket.Split('/')[^1]}/lkpp-packet");
        packet.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var zip = new ZipArchive(await packet.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        using var summary = new StreamReader(zip.GetEntry("ringkasan.html")!.Open());
        var text = WebUtility.HtmlDecode(await summary.ReadToEndAsync(TestContext.Current.CancellationToken));
        text.ShouldContain("Tiket dikirim lewat web.");
        text.ShouldContain("Pelapor");
        text.ShouldNotContain("Ticket sent");
    }
}
