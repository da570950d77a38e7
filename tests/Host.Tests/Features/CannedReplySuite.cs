using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Identity;

namespace Alur.Host.Tests.Features;

/// <summary>Canned replies: kept by revision and on record, refused when they cannot be filled, filled for who may use them.</summary>
public abstract class CannedReplySuite(Office office)
{
    private const string Replies = "/api/canned-replies";

    [Fact]
    public async Task A_reply_is_filled_for_those_whose_role_sees_it_and_who_see_the_ticket()
    {
        var (siti, hendra, andi, rudi, maya) = (await office.Siti, await office.Hendra, await office.Andi, await office.Rudi, await office.Maya);
        var ticket = await siti.SendTicketAsync("Judul {{ petugas.nama }} & <b>");
        var reply = await MakeAsync(hendra, "Salam", "Yth. {{ pelapor.nama }}, tiket {{ tiket.nomor }} ({{ tiket.judul }}).\r\nHormat kami, {{ petugas.nama }}, {{ kantor.nama }}", Roles.Helpdesk);
        var path = $"/api/tickets/{ticket.Text("id")}/canned-replies";
        (await andi.GetAsync(path)).Items().Select(item => item.Text("id")).ShouldContain(reply.Text("id"));
        var text = (await andi.GetAsync($"{path}/{reply.Text("id")}")).Text("text");
        text.ShouldStartWith($"Yth. Siti, tiket {ticket.Text("number")} (Judul {{{{ petugas.nama }}}} & <b>).\nHormat kami, Andi, ", customMessage: "what a ticket says is no template and is not encoded");

        (await hendra.GetAsync(path)).Items().Select(item => item.Text("id")).ShouldContain(reply.Text("id"), "a supervisor sees all");
        (await rudi.GetAsync(path)).Items().Select(item => item.Text("id")).ShouldNotContain(reply.Text("id"));
        await (await rudi.Client.Get($"{path}/{reply.Text("id")}")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await maya.Client.Get(path)).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await siti.Client.Get(path)).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        await (await andi.Client.Get($"{path}/x")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Each_change_is_a_revision_on_record_and_a_stale_one_is_refused()
    {
        var (hendra, agus) = (await office.Hendra, await office.Agus);
        var reply = await MakeAsync(agus, "Pertama", "Satu.", Roles.AdminPpe, Roles.Helpdesk);
        var path = $"{Replies}/{reply.Text("id")}";
        (await PutAsync(hendra, path, "\"1\"", "Kedua", "Dua.")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await PutAsync(agus, path, "\"1\"", "Ketiga", "Tiga.")).ShouldBeRefusal(HttpStatusCode.PreconditionFailed, "stale");
        (await (await PutAsync(agus, path, "\"1\"", "Kedua", "Dua.")).Json()).Number("revision").ShouldBe(2, "it says the same");
        await (await PutAsync(agus, path, "satu", "Ketiga", "Tiga.")).ShouldBeRefusal(HttpStatusCode.BadRequest, "malformed-request");
        await (await DeleteAsync(agus, path, "\"1\"")).ShouldBeRefusal(HttpStatusCode.PreconditionFailed, "stale");
        (await DeleteAsync(agus, path, "\"2\"")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await agus.Client.Delete(path)).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        await (await PutAsync(agus, path, "*", "Ketiga", "Tiga.")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        (await agus.GetAsync(Replies)).Items().ShouldNotContain(item => item.Text("id") == reply.Text("id"));
        (await agus.GetAsync($"{path}/history")).Items().Select(item => (item.Number("revision"), item.Text("body"), item.Text("changedByName"))).ShouldBe([(2, "Dua.", "Hendra"), (1, "Satu.", "Agus")]);
        (await agus.GetAsync("/api/operations?limit=50")).Items().Where(item => item.Text("subject") == reply.Text("id")).Select(item => item.Text("action"))
            .ShouldBe(["reply.remove", "reply.change", "reply.make"]);
    }

    [Theory]
    [InlineData("{{ tiket.nomor", "tidak dapat dibaca")]
    [InlineData("{% include 'x' %}", "tidak dapat dibaca")]
    [InlineData("Halo {{ pelapor.name }}", "'pelapor.name' tidak dikenal")]
    [InlineData("Halo {{ tiket }}", "'tiket' tidak dikenal")]
    [InlineData("{% if false %}a{% endif %}", "kosong")]
    [InlineData("{% for i in (1..100000) %}{% for j in (1..100000) %}x{% endfor %}{% endfor %}", "Templat tidak dapat")]
    public async Task A_template_that_cannot_be_filled_is_refused_in_words(string body, string words)
    {
        var agus = await office.Agus;
        foreach (var path in (string[])[Replies, Replies + "/preview"])
        {
            var refusal = await (await agus.Client.Post(path, new { title = "Salah", body, roles = new[] { Roles.Helpdesk } })).ShouldBeRefusal((HttpStatusCode)422, "invalid-fields");
            refusal["errors"]!["body"]!.AsArray().Single()!.GetValue<string>().ShouldContain(words);
        }
    }

    [Fact]
    public async Task Names_of_the_templates_own_are_known()
    {
        var preview = await (await (await office.Agus).Client.Post(Replies + "/preview", new
        {
            title = "Sendiri", body = "{% assign sapaan = 'Halo' %}{% for i in (1..2) %}{{ sapaan }} {{ i }} {{- forloop.index }}{% endfor %}{{ 'teks' | upcase }}{{ tiket.prioritas }}", roles = new[] { Roles.Lkpp },
        })).Json();
        preview.Text("text").ShouldBe("Halo 11Halo 22TEKSTinggi");
    }

    [Fact]
    public async Task Only_those_who_keep_replies_change_them()
    {
        foreach (var person in (Person[])[await office.Siti, await office.Andi, await office.Rudi, await office.Maya])
        {
            await (await person.Client.Get(Replies)).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
            await (await person.Client.Post(Replies, new { title = "a", body = "b", roles = new[] { Roles.Helpdesk } })).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        }
        foreach (var roles in (string[][])[[], [Roles.Pelapor], ["root"]])
            await (await (await office.Agus).Client.Post(Replies, new { title = "a", body = "b", roles })).ShouldBeRefusal((HttpStatusCode)422, "invalid-fields");
    }

    private static Task<HttpResponseMessage> PutAsync(Person person, string path, string ifMatch, string title, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = System.Net.Http.Json.JsonContent.Create(new { title, body, roles = new[] { Roles.Helpdesk } }) };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return person.Client.Ask(request);
    }

    private static Task<HttpResponseMessage> DeleteAsync(Person person, string path, string ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, path);
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return person.Client.Ask(request);
    }

    private static async Task<JsonObject> MakeAsync(Person person, string title, string body, params string[] roles)
    {
        using var answer = await person.Client.Post(Replies, new { title, body, roles });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Text());
        return await answer.Json();
    }
}

public sealed class SqliteCannedReplyTests(SqliteOffice office) : CannedReplySuite(office), IClassFixture<SqliteOffice>;

public sealed class PostgresCannedReplyTests(PostgresOffice office) : CannedReplySuite(office), IClassFixture<PostgresOffice>;
