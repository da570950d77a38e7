using Alur.Host.Identity;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tests.Sla.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tests.Sla;

/// <summary>Notices as mails, through a real mail server, on either database.</summary>
public abstract class NoticeMailSuite : IAsyncLifetime
{
    private readonly SmtpReceiver _server = new();
    private TestDatabase _database = null!;
    private SlaHost _host = null!;

    protected abstract Task<TestDatabase> MakeAsync();

    public async ValueTask InitializeAsync()
    {
        _database = await MakeAsync();
        _host = await SlaHost.StartAsync(_database.Setting, settings: _server.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_role_is_told_person_by_person_and_whoever_is_in_two_roles_once()
    {
        await AddAsync("andi", Roles.Helpdesk);
        await AddAsync("dewi", Roles.Helpdesk, Roles.Supervisor);
        await AddAsync("hendra", Roles.Supervisor);
        await AddAsync("gone", Roles.Helpdesk);
        await AddAsync("against", Roles.Helpdesk);
        await AddAsync("without", Roles.Helpdesk);
        await using (var db = _host.Open())
        {
            await db.Users.Where(u => u.Id == "gone").ExecuteUpdateAsync(u => u.SetProperty(p => p.IsActive, false));
            await db.Users.Where(u => u.Id == "without").ExecuteUpdateAsync(u => u.SetProperty(p => p.Email, (string?)null));
        }
        await _host.CommittedAsync(NoticeSettingWrites.PutPreference(new() { UserId = "against", Kind = NoticeKinds.Breach, Mail = false }));
        var task = await _host.OpenTaskAsync("a");
        _host.Clock.Advance(TimeSpan.FromHours(3));
        await _host.Firing.RunAsync((await _host.DeadlineAsync(task, DeadlineKind.Breach)).Id, CancellationToken.None);

        await _host.Outbox.TickAsync(CancellationToken.None);

        Breaches().ShouldBe(["andi@kepri.example", "dewi@kepri.example", "hendra@kepri.example"]);
        var mail = _server.Mails.First(m => m.Raw.Contains("Batas waktu terlewati", StringComparison.Ordinal)).Parsed;
        mail.Subject!.ShouldBe("Batas waktu terlewati: 011-2026-a");
        mail.From.ToString().ShouldBe("\"Alur Kepri\" <alur@kepri.example>");
        mail.TextBody!.ShouldContain("melewati batas waktu");
        mail.TextBody!.ShouldNotContain("http", Case.Insensitive, "no address was set, and none is guessed");
        mail.HtmlBody!.ShouldContain("<strong>011-2026-a</strong>");
    }

    [Fact]
    public async Task Outside_working_hours_only_what_is_urgent_is_mailed_and_the_rest_at_the_next_opening()
    {
        await AddAsync("andi", Roles.Helpdesk);
        // Friday 11:35, in the break from 11:30 to 13:00.
        _host.Clock.Advance(TimeSpan.FromMinutes(15));
        await TellAsync("calm", NoticeKinds.Warning);
        await TellAsync("late", NoticeKinds.Breach);
        await TicketAsync("t1", "Tinggi");
        await TellAsync("high", NoticeKinds.Warning, ticket: "t1");

        await _host.Outbox.TickAsync(CancellationToken.None);
        _server.Mails.Select(m => m.Parsed.TextBody!.Split('\n')[2].Trim()).Order().ShouldBe(["high", "late"]);
        await using (var db = _host.Open()) (await db.Notifications.CountAsync()).ShouldBe(3, "inside the application all are told at once");

        _host.Clock.Advance(TimeSpan.FromMinutes(85) - TimeSpan.FromSeconds(1));
        await _host.Outbox.TickAsync(CancellationToken.None);
        _server.Mails.Count.ShouldBe(2);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.Outbox.TickAsync(CancellationToken.None);
        _server.Mails.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Of_a_hundred_and_one_mails_ninety_nine_and_one_go_out_though_one_is_poison()
    {
        _server.Recipient = address => address.StartsWith("p50@", StringComparison.Ordinal) ? "550 no such mailbox" : "250 ok";
        for (var i = 0; i < 100; i++) await AddAsync($"p{i}", Roles.Helpdesk);
        await TellAsync("to all", NoticeKinds.Breach);

        await _host.Outbox.TickAsync(CancellationToken.None);

        _server.Mails.Count.ShouldBe(99);
        _server.Mails.SelectMany(m => m.To).Distinct().Count().ShouldBe(99);
        var poison = (await EffectsAsync()).Single(e => e.State != OutboxState.Done);
        (poison.State, poison.Key).ShouldBe((OutboxState.Quarantined, "mail/to all/p50"));
        poison.Reason.ShouldBe("Server surel menolak alamat penerima (550): no such mailbox");
    }

    [Fact]
    public async Task What_is_told_thirteen_times_is_mailed_once()
    {
        await AddAsync("andi", Roles.Helpdesk);
        for (var i = 0; i < 13; i++)
        {
            await TellAsync("same", NoticeKinds.Breach);
            // A host that died before it noted the spreading spreads again.
            await using (var db = _host.Open()) await db.Outbox.Where(o => o.Kind == "notice").ExecuteUpdateAsync(o => o.SetProperty(e => e.State, OutboxState.Pending));
            _host.Clock.Advance(TimeSpan.FromMinutes(1));
            await _host.Outbox.TickAsync(CancellationToken.None);
        }

        _server.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_broken_template_sets_its_mails_aside_and_holds_up_no_other_and_once_mended_they_go_out()
    {
        await AddAsync("andi", Roles.Helpdesk);
        await _host.CommittedAsync(NoticeSettingWrites.PutTemplate(new() { Kind = NoticeKinds.Breach, Subject = "{{ x", Text = "t", Html = "h" }));
        await TellAsync("late", NoticeKinds.Breach);
        await TellAsync("soon", NoticeKinds.Warning);

        await _host.Outbox.TickAsync(CancellationToken.None);

        _server.Mails.Count.ShouldBe(1);
        var aside = (await EffectsAsync()).Single(e => e.State == OutboxState.Quarantined);
        aside.Reason!.ShouldStartWith("Templat surel 'deadline.breach' tidak dapat diisi:");
        await _host.CommittedAsync(
            NoticeSettingWrites.PutTemplate(new() { Kind = NoticeKinds.Breach, Subject = "Terlambat", Text = "{{ pemberitahuan.teks }}", Html = "<b>{{ pemberitahuan.teks }}</b>" }),
            OutboxWrites.Retry(aside.Id, _host.Clock.GetUtcNow()));
        await _host.Outbox.TickAsync(CancellationToken.None);
        _server.Mails.Last().Parsed.Subject.ShouldBe("Terlambat");
    }

    [Fact]
    public async Task Names_and_titles_get_neither_into_headers_nor_into_the_html()
    {
        await AddAsync("andi", Roles.Helpdesk, name: "Andi\r\nBcc: all@kepri.example");
        await TicketAsync("t1", null, "<script>alert(1)</script>\r\nBcc: evil@kepri.example");
        await _host.CommittedAsync(NoticeSettingWrites.PutTemplate(new()
        {
            Kind = "*", Subject = "{{ tiket.judul }}\r\nX-Evil: 1", Text = "{{ tiket.judul }}", Html = "<p>{{ tiket.judul }}</p>",
        }));
        await TellAsync("x", NoticeKinds.Breach, ticket: "t1");

        await _host.Outbox.TickAsync(CancellationToken.None);

        var mail = _server.Mails.Single();
        mail.To.ShouldBe(["andi@kepri.example"]);
        mail.Parsed.Headers.Select(h => h.Field).ShouldNotContain("Bcc");
        mail.Parsed.Headers.Select(h => h.Field).ShouldNotContain("X-Evil");
        mail.Parsed.Subject.ShouldBe("<script>alert(1)</script> Bcc: evil@kepri.example X-Evil: 1");
        mail.Parsed.HtmlBody!.ShouldStartWith("<p>&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    [Fact]
    public async Task A_server_that_is_down_uses_up_no_attempts_of_what_waits_and_gets_everything_when_it_is_back()
    {
        for (var i = 0; i < 5; i++) await AddAsync($"p{i}", Roles.Helpdesk);
        _server.Accept = _ => "421 closing";
        await TellAsync("x", NoticeKinds.Breach);
        await _host.Outbox.TickAsync(CancellationToken.None);
        _server.Accept = _ => "250 ok";
        for (var i = 0; i < 6; i++)
        {
            _host.Clock.Advance(TimeSpan.FromSeconds(30));
            await _host.Outbox.TickAsync(CancellationToken.None);
        }

        _server.Mails.Count.ShouldBe(5);
        (await EffectsAsync()).ShouldAllBe(e => e.State == OutboxState.Done && e.Attempts <= 2);
    }

    [Fact]
    public async Task Without_mail_a_notice_is_done_once_it_is_told_inside()
    {
        await using var host = await SlaHost.StartAsync(_database.Setting);
        await AddAsync("andi", Roles.Helpdesk);
        await TellAsync("x", NoticeKinds.Breach);
        await host.Outbox.TickAsync(CancellationToken.None);
        (await EffectsAsync()).Select(e => $"{e.Kind} {e.State}").ShouldBe(["notice Done"]);
    }

    private IEnumerable<string> Breaches() =>
        _server.Mails.Where(m => m.Parsed.Subject!.StartsWith("Batas waktu terlewati", StringComparison.Ordinal)).SelectMany(m => m.To).Order(StringComparer.Ordinal);

    private async Task TellAsync(string key, string kind, string? ticket = null) => await _host.CommittedAsync(
        _host.Get<NoticeWriter>().Give(new(key, null, Roles.Helpdesk, ticket, kind, key), _host.Clock.GetUtcNow()));

    private async Task TicketAsync(string id, string? priority, string title = "Judul")
    {
        var ticket = Storage.Samples.Ticket(id);
        (ticket.Priority, ticket.Title) = (priority, title);
        await _host.CommittedAsync(InstanceWrites.Insert(Storage.Samples.Instance(id)), TicketWrites.Insert(ticket));
    }

    private async Task AddAsync(string id, string role, string? second = null, string? name = null)
    {
        await using var db = _host.Open();
        foreach (var one in Roles.All.Where(r => !db.Roles.Any(known => known.Id == r))) db.Roles.Add(new IdentityRole(one) { Id = one, NormalizedName = one.ToUpperInvariant() });
        db.Users.Add(new AlurUser { Id = id, UserName = id, NormalizedUserName = id.ToUpperInvariant(), DisplayName = name ?? id, Email = $"{id}@kepri.example" });
        foreach (var one in new[] { role, second }.OfType<string>()) db.UserRoles.Add(new() { UserId = id, RoleId = one });
        await db.SaveChangesAsync();
    }

    private async Task<IReadOnlyList<OutboxRow>> EffectsAsync()
    {
        await using var db = _host.Open();
        return await db.Outbox.AsNoTracking().OrderBy(o => o.Id).ToListAsync();
    }
}

/// <summary>On the embedded database.</summary>
public sealed class SqliteNoticeMailTests : NoticeMailSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.SqliteAsync();
}

/// <summary>On the server.</summary>
public sealed class PostgresNoticeMailTests : NoticeMailSuite
{
    protected override Task<TestDatabase> MakeAsync() => TestDatabase.PostgresAsync();
}
