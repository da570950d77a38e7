using System.Net;
using System.Text.RegularExpressions;
using Alur.Host.Tests.Features;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Studio;

/// <summary>The page by which people migrate, as a browser without script uses it: links, forms and what they answer.</summary>
public sealed partial class MigrationPageTests(SqliteOffice office) : IClassFixture<SqliteOffice>
{
    private const string Page = "/studio/migrasi";

    [Fact]
    public async Task Versions_are_chosen_the_mapping_is_looked_over_tried_and_applied()
    {
        var (siti, andi, agus) = (await office.Siti, await office.Andi, await office.Agus);
        var source = await Editions.PublishAsync(office, definition => definition["variables"]![0]!["value"] = "Helpdesk");
        var sent = await siti.SendTicketAsync();
        var target = await Editions.PublishAsync(office, definition =>
        {
            definition.Rename("langkah2", "prioritas");
            definition["variables"]!.AsArray().Clear();
        });

        var start = await ShowAsync(agus, Page);
        start.ShouldContain("Pengelolaan Gangguan Permasalahan dan Permintaan Layanan</a>");
        start.ShouldContain($"{Page}?definisi=sop-011");
        (await ShowAsync(agus, Page + "?definisi=sop-011")).ShouldContain($"<option value=\"{source}\">Versi {source}: 1 proses berjalan</option>");
        var mapping = await ShowAsync(agus, $"{Page}?definisi=sop-011&asal={source}&tujuan={target}");
        mapping.ShouldContain("langkah 2 (Menentukan prioritas) <small>(langkah2)</small> — belum ada tujuannya");
        mapping.ShouldContain("<input id=\"peta.langkah3\" name=\"peta.langkah3\" list=\"tujuan-langkah\" value=\"langkah3\"");
        mapping.ShouldContain("Nilai PenyelesaiTerakhir boleh dibuang");

        var fields = Fields(mapping);
        fields.Add(new("sla", "keep"));
        var tried = await SendAsync(agus, [.. fields, new("aksi", "coba")]);
        tried.ShouldContain("0 proses dapat dipindahkan, 1 tidak. Belum ada yang berubah.");
        tried.ShouldContain($"<strong>{sent.Text("number")}</strong>: Proses sedang berada di langkah 2 (Menentukan prioritas)");
        fields[fields.FindIndex(field => field.Key == "peta.langkah2")] = new("peta.langkah2", "prioritas");
        (await SendAsync(agus, [.. fields, new("aksi", "coba")])).ShouldContain("Variabel &#x27;PenyelesaiTerakhir&#x27; berisi nilai");
        fields.Add(new("buang", "penyelesai-terakhir"));
        (await SendAsync(agus, [.. fields, new("aksi", "coba")])).ShouldContain("1 proses dapat dipindahkan, 0 tidak. Belum ada yang berubah.");
        (await andi.GetAsync($"/api/tickets/{sent.Text("id")}")).Number("revision").ShouldBe(1);

        var applied = await SendAsync(agus, [.. fields, new("aksi", "pindahkan")]);
        applied.ShouldContain($"1 proses dipindahkan, 0 tetap di versi {source}.");
        applied.ShouldContain("value=\"prioritas\"", Case.Sensitive, "because what was typed stays");
        applied.ShouldContain($"Versi {target}, diterbitkan: 1 proses berjalan");
        (await andi.GetAsync($"/api/tickets/{sent.Text("id")}")).ShouldWaitOn(2);
    }

    [Fact]
    public async Task Nothing_is_decided_for_people()
    {
        var agus = await office.Agus;
        var source = await Editions.PublishAsync(office, _ => { });
        var target = await Editions.PublishAsync(office, _ => { });
        var fields = Fields(await ShowAsync(agus, $"{Page}?definisi=sop-011&asal={source}&tujuan={target}"));
        (await SendAsync(agus, [.. fields, new("aksi", "pindahkan")], HttpStatusCode.UnprocessableEntity)).ShouldContain("Pilih salah satu: keep");
        (await ShowAsync(agus, $"{Page}?definisi=sop-011&asal={source}&tujuan={source}")).ShouldContain("Pilih dua versi yang berbeda");
        (await ShowAsync(agus, $"{Page}?definisi=tidak-ada&asal=x&tujuan=-1")).ShouldContain("Pilih definisinya");
        (await (await office.Hendra).Client.Get(Page)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static List<KeyValuePair<string, string>> Fields(string page) =>
        [.. Input().Matches(page[page.IndexOf($"<form method=\"post\" action=\"{Page}\"", StringComparison.Ordinal)..]).Select(match => new KeyValuePair<string, string>(WebUtility.HtmlDecode(match.Groups[1].Value), WebUtility.HtmlDecode(match.Groups[2].Value)))];

    private static async Task<string> ShowAsync(Person person, string path)
    {
        using var answer = await person.Client.Get(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return Decoded(await answer.Text());
    }

    private static async Task<string> SendAsync(Person person, KeyValuePair<string, string>[] fields, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await person.Client.PostAsync(Page, form, TestContext.Current.CancellationToken);
        var text = await answer.Text();
        answer.StatusCode.ShouldBe(status, text);
        return Decoded(text);
    }

    private static string Decoded(string html) => html.Replace("&#x2014;", "—", StringComparison.Ordinal);

    [GeneratedRegex("<input (?:type=\"hidden\" |id=\"[^\"]*\" )name=\"([^\"]*)\"(?: list=\"[^\"]*\")? value=\"([^\"]*)\"")]
    private static partial Regex Input();
}
