using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Alur.Host.Clock;
using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Sla;

/// <summary>The clocks of a ticket: first response and solution, on either database, against what its tasks say.</summary>
public abstract class TicketClockSuite(Office office)
{
    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_outward_answer_stops_one_clock_and_the_end_the_other_without_the_reporters_time()
    {
        var (siti, andi) = (await office.NewPersonAsync("Siti", Roles.Pelapor), await office.NewPersonAsync("Andi", Roles.Helpdesk));
        var ticket = await andi.DoAsync(await siti.SendTicketAsync(), "set-priority", new { priority = "Sedang", analysis = "Tampaknya server." });
        var path = $"/api/tickets/{ticket.Text("id")}";
        (await andi.Client.Post($"{path}/messages", new { text = "Catatan internal.", visibility = "internal" })).IsSuccessStatusCode.ShouldBeTrue();
        (await siti.Client.Post($"{path}/messages", new { text = "Ada kabar?", visibility = "public" })).IsSuccessStatusCode.ShouldBeTrue();
        (await andi.GetAsync(path))["firstResponseAt"].ShouldBeNull("neither analysis nor note nor the reporter's own message is an answer");

        (siti, andi) = await PassAsync(TimeSpan.FromHours(30), siti, andi);
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "Y" });
        ticket = (await andi.DoAsync(ticket, "request-data", new { message = "Mohon tangkapan layar." })).ShouldWaitOn(5);
        var responded = ticket["firstResponseAt"]!.GetValue<DateTimeOffset>();
        ticket.Number("firstResponseSeconds").ShouldBe((long)OfficeCalendars.Kepri.Elapsed(ticket["openedAt"]!.GetValue<DateTimeOffset>(), responded).TotalSeconds);

        // The reporter takes six days: the office's clock stands.
        (siti, andi) = await PassAsync(TimeSpan.FromDays(6), siti, andi);
        ticket = await siti.DoAsync(ticket, "reply", new { message = "Ini gambarnya." });
        (siti, andi) = await PassAsync(TimeSpan.FromDays(2), siti, andi);
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "T" });
        ticket = await andi.CompleteAsync(ticket, "Done", new { analysis = "Layanan perlu dimulai ulang." });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "Y" });
        ticket = await andi.DoAsync(ticket, "reply", new { message = "Silakan dicoba." });
        (siti, andi) = await PassAsync(TimeSpan.FromDays(3), siti, andi);
        ticket = await siti.DoAsync(ticket, "refuse", new { reason = "Masih kosong." });
        (siti, andi) = await PassAsync(TimeSpan.FromHours(26), siti, andi);
        ticket = await andi.CompleteAsync(ticket, "Done", new { analysis = "Cache." });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "Y" });
        ticket = await andi.DoAsync(ticket, "reply", new { message = "Bersihkan cache." });
        ticket["solutionSeconds"].ShouldBeNull("it is not over");
        ticket = await siti.DoAsync(ticket, "confirm", new { });
        ticket = await siti.DoAsync(ticket, "close", new { rating = 4 });

        ticket["firstResponseAt"]!.GetValue<DateTimeOffset>().ShouldBe(responded, "it is counted once");
        await using var db = office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContext();
        var id = ticket.Text("id");
        var worked = await db.Tasks.Where(t => t.InstanceId == id && t.Role != "Pelapor" && t.Role != "Lkpp").ToListAsync(Ended);
        var expected = worked.Sum(t => OfficeCalendars.Kepri.Elapsed(t.OpenedAt, t.CompletedAt!.Value).TotalSeconds);
        ticket.Number("solutionSeconds").ShouldBe((long)expected);
        expected.ShouldBeGreaterThan(0);
        // Every step keeps what it took, and loops are visits of their own.
        (await db.Tasks.Where(t => t.InstanceId == id).ToListAsync(Ended)).ShouldAllBe(t => t.UsedSeconds == (int)OfficeCalendars.Kepri.Elapsed(t.OpenedAt, t.CompletedAt!.Value).TotalSeconds);
        worked.Count(t => t.Visit == 2).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_ticket_that_is_cancelled_stops_its_clocks()
    {
        var (siti, hendra) = (await office.NewPersonAsync("Siti", Roles.Pelapor), await office.NewPersonAsync("Hendra", Roles.Supervisor));
        var ticket = await siti.SendTicketAsync();
        ticket = await hendra.DoAsync(ticket, "cancel", new { reason = "Rangkap." });
        ticket.Number("solutionSeconds").ShouldBe((long)OfficeCalendars.Kepri.Elapsed(ticket["openedAt"]!.GetValue<DateTimeOffset>(), ticket["closedAt"]!.GetValue<DateTimeOffset>()).TotalSeconds);
        ticket["firstResponseAt"].ShouldBeNull();
    }

    /// <summary>Moves the clock; tokens of before have run out by then, so everybody signs in again.</summary>
    private async Task<(Person, Person)> PassAsync(TimeSpan time, Person first, Person second)
    {
        office.Clock.MoveTo(office.Clock.Offset + time);
        return (await AgainAsync(first), await AgainAsync(second));
    }

    private async Task<Person> AgainAsync(Person person)
    {
        var (token, _) = await office.Host.Services.GetRequiredService<ApiTokens>().IssueAsync(person.Id, TimeSpan.FromHours(1), Ended);
        var client = office.Host.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return person with { Client = client };
    }
}

public sealed class TicketClocksOnSqlite(SqliteOffice office) : TicketClockSuite(office), IClassFixture<SqliteOffice>;

public sealed class TicketClocksOnPostgres(PostgresOffice office) : TicketClockSuite(office), IClassFixture<PostgresOffice>;
