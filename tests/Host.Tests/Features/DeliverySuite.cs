using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tests.Sla.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Features;

/// <summary>What Administrators set up, see and repair about notices, over HTTP, on either database.</summary>
public abstract class DeliverySuite(Office office)
{
    private HostFixture Host => office.Host;

    [Fact]
    public async Task Mail_settings_never_show_the_password_and_a_stored_one_goes_to_no_other_server()
    {
        await using var server = new SmtpReceiver { Password = "rahasia-sekali" };
        using var admin = await Host.SignedInAsync("administrator");
        var settings = new { host = "127.0.0.1", port = server.Port, security = "None", user = "alur", password = "rahasia-sekali", fromAddress = "alur@kepri.example" };
        using var put = await admin.Put("/api/mail-settings", settings);
        (await put.Text()).ShouldNotContain("rahasia");
        using var shown = await admin.Get("/api/mail-settings");
        var view = await shown.Json();
        view.ToJsonString().ShouldNotContain("rahasia");
        (view["configured"]!.GetValue<bool>(), view.Text("source"), view["hasPassword"]!.GetValue<bool>()).ShouldBe((true, "administrator", true));
        await using (var db = Open()) (await db.Settings.SingleAsync(s => s.Key == "mail")).Value.ShouldNotContain("rahasia");

        var sent = await (await admin.Post("/api/mail-settings/test", new { to = "agus@kepri.example" })).Json();
        sent.ToJsonString().ShouldContain("Terkirim ke agus@kepri.example");
        server.Mails.Single().Parsed.Subject.ShouldBe("Surel percobaan dari Alur");

        await using var other = new SmtpReceiver { Password = "another" };
        await (await admin.Put("/api/mail-settings", new { host = "127.0.0.1", port = other.Port, security = "None", user = "alur", fromAddress = "alur@kepri.example" })).Json();
        var refused = await (await admin.Post("/api/mail-settings/test", new { to = "agus@kepri.example" })).Json();
        (refused["sent"]!.GetValue<bool>(), refused.Text("detail")).ShouldBe((false, "Server surel menolak nama pengguna atau kata sandi."));
        other.Heard.ShouldNotContain(line => line.StartsWith("AUTH", StringComparison.Ordinal) && Decoded(line).Contains("rahasia", StringComparison.Ordinal));

        // Asked to protect the connection, it says nothing in clear to a server that cannot.
        var before = server.Heard.Count(line => line.StartsWith("AUTH", StringComparison.Ordinal));
        await (await admin.Put("/api/mail-settings", new { host = "127.0.0.1", port = server.Port, security = "StartTls", user = "alur", password = "rahasia-sekali", fromAddress = "alur@kepri.example" })).Json();
        (await (await admin.Post("/api/mail-settings/test", new { to = "agus@kepri.example" })).Json())["sent"]!.GetValue<bool>().ShouldBeFalse();
        server.Heard.Count(line => line.StartsWith("AUTH", StringComparison.Ordinal)).ShouldBe(before);

        using var removed = await admin.Delete("/api/mail-settings");
        (await removed.Json()).Text("source").ShouldBe("none");
        using var none = await admin.Post("/api/mail-settings/test", new { to = "agus@kepri.example" });
        await none.ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        var operations = await (await admin.Get("/api/operations")).Text();
        operations.ShouldContain("mail-settings.change");
        operations.ShouldNotContain("rahasia");
    }

    [Theory]
    [InlineData("""{"host":"x y","fromAddress":"a@b.example"}""", "host")]
    [InlineData("""{"host":"mail.example","port":0,"fromAddress":"a@b.example"}""", "port")]
    [InlineData("""{"host":"mail.example","security":"Auto","fromAddress":"a@b.example"}""", "security")]
    [InlineData("""{"host":"mail.example","fromAddress":"a@b.example\r\nBcc: c@d.example"}""", "fromAddress")]
    [InlineData("""{"host":"mail.example","fromAddress":"A <a@b.example>"}""", "fromAddress")]
    [InlineData("""{"host":"mail.example","fromAddress":"a@b.example","fromName":"A\nBcc: x"}""", "fromName")]
    public async Task Mail_settings_that_cannot_be_are_refused(string body, string field)
    {
        using var admin = await Host.SignedInAsync("administrator");
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/mail-settings") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        using var answer = await admin.Ask(request);
        (await answer.ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields"))["errors"]!.AsObject().ContainsKey(field).ShouldBeTrue();
    }

    [Fact]
    public async Task A_template_is_previewed_taken_when_it_parses_and_refused_when_not()
    {
        using var admin = await Host.SignedInAsync("administrator");
        const string path = "/api/notice-templates/ticket.message";
        var preview = await (await admin.Post(path + "/preview", new { subject = "Pesan: {{ tiket.nomor }}", text = "{{ tiket.judul }}", html = "<p>{{ tiket.judul }}</p>" })).Json();
        preview.Text("subject").ShouldBe("Pesan: 011-2026-000123");
        preview.Text("text").ShouldBe("Tidak dapat masuk <SPSE> & halaman kosong");
        preview.Text("html").ShouldBe("<p>Tidak dapat masuk &lt;SPSE&gt; &amp; halaman kosong</p>");

        foreach (var broken in new[] { "{{ tiket.", "{% if x %}", "{% include 'x' %}", "{% for i in (1..9999999) %}x{% endfor %}" })
        {
            using var refused = await admin.Put(path, new { subject = "x", text = "x", html = broken });
            (await refused.ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields"))["errors"]!.AsObject().ContainsKey("html").ShouldBeTrue(broken);
        }
        (await ShippedAsync(admin)).ShouldBeTrue();
        await (await admin.Put(path, new { subject = "Pesan", text = "x", html = "y" })).Json();
        (await ShippedAsync(admin)).ShouldBeFalse();
        using var removed = await admin.Delete(path);
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ShippedAsync(admin)).ShouldBeTrue();
        using var unknown = await admin.Put("/api/notice-templates/nothing", new { subject = "x", text = "x", html = "x" });
        await unknown.ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Everybody_chooses_for_himself_what_he_is_mailed()
    {
        using var one = await Host.SignedInAsync("helpdesk");
        using var other = await Host.SignedInAsync("helpdesk2");
        await (await one.Put("/api/me/notice-preferences", new { mail = new Dictionary<string, bool> { ["deadline.warning"] = false } })).Json();
        Off(await (await one.Get("/api/me/notice-preferences")).Json()).ShouldBe(["deadline.warning"]);
        Off(await (await other.Get("/api/me/notice-preferences")).Json()).ShouldBeEmpty();
        using var unknown = await one.Put("/api/me/notice-preferences", new { mail = new Dictionary<string, bool> { ["pigeon"] = false } });
        await unknown.ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
    }

    [Fact]
    public async Task A_webhooks_secret_is_shown_once()
    {
        using var admin = await Host.SignedInAsync("administrator");
        using var made = await admin.Post("/api/webhooks", new { url = "https://sistem.example/hook?kunci=satu", events = new[] { "deadline.breach" } });
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var hook = await made.Json();
        var (id, secret) = (hook.Text("id"), hook.Text("secret"));
        secret.ShouldStartWith("whsec_");
        (await (await admin.Get("/api/webhooks")).Text()).ShouldNotContain(secret);
        var changed = await (await admin.Put($"/api/webhooks/{id}", new { url = "https://sistem.example/lain", events = new[] { "*" }, isActive = false })).Json();
        (changed.Text("url"), changed["secret"]).ShouldBe(("https://sistem.example/lain", null));
        (await (await admin.Post($"/api/webhooks/{id}/secret")).Json()).Text("secret").ShouldNotBe(secret);
        using var tried = await admin.Post($"/api/webhooks/{id}/test");
        tried.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var gone = await admin.Delete($"/api/webhooks/{id}");
        gone.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var again = await admin.Delete($"/api/webhooks/{id}");
        await again.ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        (await (await admin.Get("/api/operations")).Text()).ShouldNotContain("kunci=satu");
    }

    [Theory]
    [InlineData("ftp://x.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/relative")]
    [InlineData("http://user:pass@x.example/")]
    public async Task A_webhook_that_cannot_be_called_is_refused(string url)
    {
        using var admin = await Host.SignedInAsync("administrator");
        using var answer = await admin.Post("/api/webhooks", new { url, events = new[] { "*" } });
        await answer.ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
    }

    [Fact]
    public async Task Dead_letters_are_listed_page_by_page_sent_again_or_discarded_with_a_reason_on_record()
    {
        var kind = "pigeon" + Guid.NewGuid().ToString("N")[..8];
        var ids = Host.Services.GetRequiredService<IdSource>();
        var dead = Enumerable.Range(0, 7).Select(_ => ids.Next()).ToList();
        await CommitAsync(dead.Select(id => OutboxWrites.Insert(new() { Id = id, Key = id, Kind = kind, Payload = """{"nama":"rahasia"}""", CreatedAt = DateTimeOffset.UnixEpoch, NextAttemptAt = DateTimeOffset.UnixEpoch })));
        await CommitAsync(dead.Select(id => OutboxWrites.Quarantine(id, "Rusak.")));
        using var admin = await Host.SignedInAsync("administrator");

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await (await admin.Get($"/api/outbox?state=Quarantined&kind={kind}&limit=3{(after is null ? "" : $"&after={after}")}")).Json();
            page.ToJsonString().ShouldNotContain("rahasia");
            seen.AddRange(page["items"]!.AsArray().Select(i => i!.AsObject().Text("id")));
            after = page["next"]?.GetValue<string>();
        }
        while (after is not null);
        seen.ShouldBe(Enumerable.Reverse(dead));

        (await (await admin.Post($"/api/outbox/{dead[0]}/retry")).Json()).Text("state").ShouldBe("Pending");
        using var twice = await admin.Post($"/api/outbox/{dead[0]}/retry");
        await twice.ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
        using var without = await admin.Post($"/api/outbox/{dead[1]}/discard", new { });
        await without.ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        var discarded = await (await admin.Post($"/api/outbox/{dead[1]}/discard", new { reason = "Tidak perlu lagi." })).Json();
        (discarded.Text("state"), discarded.Text("reason")).ShouldBe(("Discarded", "Tidak perlu lagi."));
        using var unknown = await admin.Post("/api/outbox/nothing/retry");
        await unknown.ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        using var state = await admin.Get("/api/outbox?state=pending");
        await state.ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        var operations = (await (await admin.Get("/api/operations")).Json())["items"]!.AsArray().Select(i => i!.AsObject()).ToList();
        operations.ShouldContain(o => o.Text("action") == "outbox.discard" && o.Text("subject") == dead[1] && o.Text("detail") == "Tidak perlu lagi.");
        operations.Count(o => o.Text("action") == "outbox.retry" && o.Text("subject") == dead[0]).ShouldBe(1, "what did not happen is not on record");
    }

    [Fact]
    public async Task Urgency_and_the_public_address_are_set_and_a_link_to_elsewhere_is_refused()
    {
        using var admin = await Host.SignedInAsync("administrator");
        var shown = await (await admin.Get("/api/notice-settings")).Json();
        shown["urgentKinds"]!.ToJsonString().ShouldBe("""["deadline.breach","deadline.escalation"]""");
        var set = await (await admin.Put("/api/notice-settings", new { urgentKinds = new[] { "deadline.breach" }, urgentPriorities = new[] { "Tinggi" }, publicAddress = "https://alur.kepri.example/", ticketPath = "/tiket/{nomor}" })).Json();
        set.Text("publicAddress").ShouldBe("https://alur.kepri.example");
        var preview = await (await admin.Post("/api/notice-templates/*/preview", new { subject = "x", text = "{{ tiket.tautan }}", html = "x" })).Json();
        preview.Text("text").ShouldBe("https://alur.kepri.example/tiket/011-2026-000123");
        foreach (var bad in new[] { "javascript:alert(1)", "https://a@b.example", "alur" })
        {
            using var refused = await admin.Put("/api/notice-settings", new { publicAddress = bad });
            await refused.ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        }
        await CommitAsync([SupportWrites.RemoveSetting("notices")]);
    }

    [Fact]
    public async Task A_deadline_and_a_timer_that_were_set_aside_are_seen_and_run_again()
    {
        var (id, now) = (Guid.NewGuid().ToString("N"), Alur.Host.Tests.Storage.Samples.Noon);
        await using (var db = Open())
        {
            if (!await db.Definitions.AnyAsync(d => d.VersionId == Alur.Host.Tests.Storage.Samples.DefinitionVersion))
            {
                db.Definitions.Add(Alur.Host.Tests.Storage.Samples.Definition());
                await db.SaveChangesAsync();
            }
        }
        var task = Alur.Host.Tests.Storage.Samples.Task(id);
        var deadline = Alur.Host.Tests.Storage.Samples.Deadline(task);
        var timer = new TimerRow { InstanceId = id, ActivityId = "jeda", Visit = 1, DueAt = now };
        await CommitAsync(
        [
            InstanceWrites.Insert(Alur.Host.Tests.Storage.Samples.Instance(id)), TicketWrites.Insert(Alur.Host.Tests.Storage.Samples.Ticket(id)), TaskWrites.Open(task), DeadlineWrites.Open(deadline), TimerWrites.Set(timer),
            DeadlineWrites.Fail(deadline.Id, null, 8, "Rusak."), TimerWrites.Fail(timer, null, 8, "Rusak."),
        ]);
        using var admin = await Host.SignedInAsync("administrator");
        (await (await admin.Get("/api/set-aside/deadlines")).Text()).ShouldContain(deadline.Id);
        (await (await admin.Get("/api/set-aside/timers")).Text()).ShouldContain(id);
        foreach (var path in new[] { $"/api/set-aside/deadlines/{deadline.Id}/retry", $"/api/set-aside/timers/{id}/jeda/1/retry" })
        {
            using var first = await admin.Post(path);
            first.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            using var second = await admin.Post(path);
            await second.ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        }
        await using var after = Open();
        (await after.Deadlines.SingleAsync(d => d.Id == deadline.Id)).State.ShouldBe(DeadlineState.Open);
        (await after.Timers.SingleAsync(t => t.InstanceId == id)).State.ShouldBe(TimerState.Open);
        // The office checks at its end that every instance can be rebuilt; this one was made by hand.
        await after.Deadlines.Where(d => d.InstanceId == id).ExecuteDeleteAsync();
        await after.Timers.Where(t => t.InstanceId == id).ExecuteDeleteAsync();
        await after.Tasks.Where(t => t.InstanceId == id).ExecuteDeleteAsync();
        await after.Tickets.Where(t => t.Id == id).ExecuteDeleteAsync();
        await after.Instances.Where(i => i.Id == id).ExecuteDeleteAsync();
    }

    private static string Decoded(string line) => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2]));

    private static IEnumerable<string> Off(JsonObject preferences) =>
        preferences["kinds"]!.AsArray().Where(k => !k!["mail"]!.GetValue<bool>()).Select(k => k!.AsObject().Text("kind"));

    private static async Task<bool> ShippedAsync(HttpClient admin) =>
        JsonNode.Parse(await (await admin.Get("/api/notice-templates")).Text())!.AsArray().Single(t => t!.AsObject().Text("kind") == "ticket.message")!["isShipped"]!.GetValue<bool>();

    private AlurDb Open() => Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();

    private async Task CommitAsync(IEnumerable<Write> writes) =>
        (await Host.Services.GetRequiredService<IStepWriter>().CommitAsync(new WriteSet().AddRange(writes))).ShouldBeOfType<CommitResult.Committed>();
}

/// <summary>On an SQLite file.</summary>
public sealed class SqliteDeliveryTests(SqliteOffice office) : DeliverySuite(office), IClassFixture<SqliteOffice>;

/// <summary>On the server.</summary>
public sealed class PostgresDeliveryTests(PostgresOffice office) : DeliverySuite(office), IClassFixture<PostgresOffice>;
