using System.Net;
using Alur.Host.Identity;

namespace Alur.Host.Tests.Features;

/// <summary>The form of a ticket, by reporters and for callers.</summary>
public sealed class SubmitTicketTests(SqliteOffice office) : IClassFixture<SqliteOffice>
{
    [Fact]
    public async Task A_reporter_sends_a_whole_form()
    {
        var siti = await office.Siti;
        using var answer = await siti.Client.Post("/api/tickets", new
        {
            title = "  Galat saat unggah  ",
            description = "Unggah dokumen gagal.",
            application = "SPSE",
            kind = "permintaan layanan",
            lpse = "LPSE Kota Batam",
            errorCode = "E-404",
            tenderCode = "8812345",
            reporter = new { name = "Siti R.", npwp = "01.234.567.8-901.000", address = "Tanjungpinang", userId = "sitir", email = "siti@contoh.go.id" },
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        answer.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var ticket = await answer.Json();
        answer.Headers.Location!.ToString().ShouldBe($"/api/tickets/{ticket.Text("id")}");
        ticket.Text("number").ShouldMatch("^011-[0-9]{4}-[0-9]{6}$");
        ticket.Text("title").ShouldBe("Galat saat unggah");
        ticket.Text("kind").ShouldBe("Permintaan Layanan");
        ticket.Text("channel").ShouldBe("web");
        ticket.Text("lpse").ShouldBe("LPSE Kota Batam");
        ticket.Text("errorCode").ShouldBe("E-404");
        var reporter = ticket["reporter"]!.AsObject();
        reporter.Text("npwp").ShouldBe("012345678901000");
        reporter.Text("id").ShouldBe(siti.Id);
        reporter.Text("name").ShouldBe("Siti R.");

        // Read your own write, by id and by number.
        foreach (var name in (string[])["id", "number"])
        {
            using var read = await siti.Client.Get($"/api/tickets/{ticket.Text(name)}");
            read.Headers.ETag!.Tag.ShouldBe("\"1\"");
            (await read.Json()).Text("title").ShouldBe("Galat saat unggah");
        }
    }

    [Fact]
    public async Task Everything_wrong_in_a_form_is_told_at_once()
    {
        using var answer = await (await office.Siti).Client.Post("/api/tickets", new
        {
            title = new string('x', 201),
            description = " ",
            kind = "Keluhan",
            channel = "merpati",
            reporter = new { npwp = "12345", email = "bukan surel" },
        });
        var problem = await answer.ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        problem["errors"]!.AsObject().Select(field => field.Key).Order()
            .ShouldBe(["application", "channel", "description", "kind", "reporter.email", "reporter.npwp", "title"]);
    }

    [Fact]
    public async Task Staff_record_a_ticket_for_a_caller()
    {
        var (andi, siti) = (await office.Andi, await office.Siti);
        var body = new { title = "Lewat telepon", description = "Penelepon tidak bisa masuk.", application = "SPSE", channel = "telepon", reporter = new { name = "Pak Joko" } };
        var ticket = await (await andi.Client.Post("/api/tickets", body)).Json();
        ticket.Text("channel").ShouldBe("telepon");
        ticket["reporter"]!.AsObject().Text("name").ShouldBe("Pak Joko");

        // A caller with an account sees the ticket as his own.
        using var recorded = await andi.Client.Post(
            "/api/tickets", new { title = "Atas nama Siti", description = "Datang langsung.", application = "SIRUP", channel = "datang langsung", reporter = new { accountId = siti.Id } });
        var hers = await recorded.Json();
        hers["reporter"]!.AsObject().Text("name").ShouldBe("Siti");
        (await siti.GetAsync($"/api/tickets/{hers.Text("id")}")).Text("title").ShouldBe("Atas nama Siti");
    }

    [Fact]
    public async Task Channels_belong_to_who_uses_them()
    {
        var form = new { title = "Judul", description = "Uraian", application = "SPSE", channel = "telepon", reporter = new { name = "Siapa" } };
        await (await (await office.Siti).Client.Post("/api/tickets", form)).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        var staff = (await office.Andi).Client;
        await (await staff.Post("/api/tickets", form with { channel = "web" })).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        using var nameless = await staff.Post("/api/tickets", new { form.title, form.description, form.application, form.channel });
        (await nameless.ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields"))["errors"]!.AsObject().ContainsKey("reporter.name").ShouldBeTrue();
        using var notReporter = await staff.Post("/api/tickets", new { form.title, form.description, form.application, form.channel, reporter = new { accountId = (await office.Dewi).Id } });
        (await notReporter.ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields"))["errors"]!.AsObject().ContainsKey("reporter.accountId").ShouldBeTrue();
        foreach (var person in (Person[])[await office.Maya, await office.Agus, await office.Hendra])
            await (await person.Client.Post("/api/tickets", form)).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_ticket_sent_again_gets_the_same_answer_with_its_headers()
    {
        var siti = await office.Siti;
        using var first = await SendAsync(siti, "kirim-lagi", "Judul");
        using var again = await SendAsync(siti, "kirim-lagi", "Judul");
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.Headers.Location.ShouldBe(first.Headers.Location);
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        again.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        (await again.Json()).ToJsonString().ShouldBe((await first.Json()).ToJsonString());
    }

    [Fact]
    public async Task A_bad_key_is_refused_and_a_failed_form_does_not_use_it_up()
    {
        var siti = await office.Siti;
        await (await SendAsync(siti, "kunci dengan spasi", "Judul")).ShouldBeRefusal(HttpStatusCode.BadRequest, "malformed-request");
        await (await SendAsync(siti, "kunci-ulang", "")).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        (await SendAsync(siti, "kunci-ulang", "Judul")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Numbers_are_unique_when_many_send_at_once()
    {
        var budi = await office.NewPersonAsync("Budi", Roles.Pelapor);
        var tickets = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => budi.SendTicketAsync()));
        tickets.Select(ticket => ticket.Text("number")).Distinct().Count().ShouldBe(30);
    }

    private static Task<HttpResponseMessage> SendAsync(Person person, string key, string title)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/tickets")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { title, description = "Uraian.", application = "SPSE" }),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return person.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
