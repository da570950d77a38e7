using System.Text.Json.Nodes;

namespace Alur.Host.Tests.Features;

/// <summary>Tickets travel all of SOP 011 over HTTP, by the readable names and by the generic completion.</summary>
public abstract class SopPathSuite(Office office)
{
    [Fact]
    public async Task Helpdesk_solves_and_the_reporter_closes()
    {
        var (siti, andi) = (await office.Siti, await office.Andi);
        var ticket = (await siti.SendTicketAsync()).ShouldWaitOn(2);
        ticket.Text("currentRole").ShouldBe("Helpdesk");
        ticket.OpenTask()["assigneeId"].ShouldBeNull();

        ticket = (await andi.DoAsync(ticket, "set-priority", new { priority = "Tinggi" })).ShouldWaitOn(3, andi);
        ticket.Text("priority").ShouldBe("Tinggi");
        ticket.OpenTask().Text("priority").ShouldBe("Tinggi");
        ticket = (await andi.DoAsync(ticket, "decide", new { answer = "T" })).ShouldWaitOn(6, andi);
        ticket = (await andi.CompleteAsync(ticket, "Done", new { analysis = "Layanan perlu dimulai ulang." })).ShouldWaitOn(7, andi);
        ticket = (await andi.DoAsync(ticket, "decide", new { answer = "Y" })).ShouldWaitOn(8, andi);
        ticket = (await andi.DoAsync(ticket, "reply", new { message = "Sudah dimulai ulang, silakan dicoba." })).ShouldWaitOn(9, siti);
        ticket = (await siti.DoAsync(ticket, "confirm", new { })).ShouldWaitOn(18, siti);
        ticket = await siti.DoAsync(ticket, "close", new { rating = 5, remark = "Cepat sekali." });

        ticket.Text("status").ShouldBe("Closed");
        ticket.Number("rating").ShouldBe(5);
        ticket.Text("remark").ShouldBe("Cepat sekali.");
        ticket["currentStep"].ShouldBeNull();
        ticket["tasks"]!.AsArray().ShouldBeEmpty();
        ticket["closedAt"].ShouldNotBeNull();
        (await Steps(siti, ticket)).ShouldBe([1, 2, 3, 6, 7, 8, 9, 18]);
    }

    [Fact]
    public async Task Data_are_asked_for_twice()
    {
        var (siti, andi) = (await office.Siti, await office.Andi);
        var ticket = await andi.DoAsync(await siti.SendTicketAsync(), "set-priority", new { priority = "Sedang" });
        for (var round = 1; round <= 2; round++)
        {
            ticket = (await andi.DoAsync(ticket, "decide", new { answer = "Y" })).ShouldWaitOn(4, andi);
            ticket = (await andi.DoAsync(ticket, "request-data", new { message = $"Mohon tangkapan layar ke-{round}." })).ShouldWaitOn(5, siti);
            ticket.OpenTask().Number("visit").ShouldBe(round);
            ticket = (await siti.DoAsync(ticket, "reply", new { message = $"Ini gambar ke-{round}." })).ShouldWaitOn(3, andi);
        }
        ticket = (await andi.DoAsync(ticket, "decide", new { answer = "T" })).ShouldWaitOn(6, andi);

        var history = (await siti.GetAsync($"/api/tickets/{ticket.Text("number")}/history")).Items();
        history.Where(entry => entry["text"] is not null).Select(entry => entry.Text("text"))
            .ShouldBe(["Mohon tangkapan layar ke-1.", "Ini gambar ke-1.", "Mohon tangkapan layar ke-2.", "Ini gambar ke-2."]);
    }

    [Fact]
    public async Task Admin_ppe_solves_after_one_refusal()
    {
        var (siti, andi, rudi) = (await office.Siti, await office.Andi, await office.Rudi);
        var ticket = await EscalatedAsync(siti, andi, rudi);
        ticket = (await rudi.CompleteAsync(ticket, "Done", new { analysis = "Basis data penuh." })).ShouldWaitOn(13, rudi);
        ticket = (await rudi.DoAsync(ticket, "decide", new { answer = "Y" })).ShouldWaitOn(14, rudi);
        ticket = (await rudi.DoAsync(ticket, "reply", new { message = "Ruang sudah ditambah." })).ShouldWaitOn(15, siti);
        ticket = (await siti.DoAsync(ticket, "refuse", new { reason = "Masih kosong." })).ShouldWaitOn(12, rudi);
        ticket.OpenTask().Number("visit").ShouldBe(2);
        ticket = await rudi.CompleteAsync(ticket, "Done", new { analysis = "Cache peramban." });
        ticket = await rudi.DoAsync(ticket, "decide", new { answer = "Y" });
        ticket = await rudi.DoAsync(ticket, "reply", new { message = "Bersihkan cache." });
        ticket = (await siti.DoAsync(ticket, "confirm", new { remark = "Sudah bisa." })).ShouldWaitOn(18, siti);
        // Step 18 returns to whoever solved it last.
        ticket = (await siti.DoAsync(ticket, "refuse", new { reason = "Kembali kosong." })).ShouldWaitOn(12, rudi);
        ticket.OpenTask().Number("visit").ShouldBe(3);
    }

    [Fact]
    public async Task Lkpp_solves_after_one_refusal_back_to_lkpp()
    {
        var (siti, andi, rudi, maya) = (await office.Siti, await office.Andi, await office.Rudi, await office.Maya);
        var ticket = await EscalatedAsync(siti, andi, rudi);
        ticket = await rudi.CompleteAsync(ticket, "Done", new { analysis = "Di luar wewenang LPSE." });
        ticket = (await rudi.DoAsync(ticket, "decide", new { answer = "T" })).ShouldWaitOn(16, rudi);
        ticket = (await rudi.DoAsync(ticket, "escalate", new { reason = "Perlu perbaikan aplikasi.", lkppNumber = "LKPP-77" })).ShouldWaitOn(17);
        ticket.Text("lkppNumber").ShouldBe("LKPP-77");
        ticket = (await maya.DoAsync(ticket, "lkpp-answer", new { message = "Versi baru dipasang.", lkppNumber = "LKPP-78" })).ShouldWaitOn(18, siti);
        ticket.Text("lkppNumber").ShouldBe("LKPP-78");
        ticket = (await siti.DoAsync(ticket, "refuse", new { reason = "Belum." })).ShouldWaitOn(17, maya);
        ticket = (await maya.DoAsync(ticket, "lkpp-answer", new { message = "Diperbaiki lagi." })).ShouldWaitOn(18, siti);
        ticket = await siti.CompleteAsync(ticket, "Selesai", new { rating = 4 });
        ticket.Text("status").ShouldBe("Closed");
        (await Steps(siti, ticket)).ShouldBe([1, 2, 3, 6, 7, 10, 11, 12, 13, 16, 17, 18, 17, 18]);
    }

    /// <summary>A ticket that has come to Admin PPE, who accepted it.</summary>
    private static async Task<JsonObject> EscalatedAsync(Person siti, Person andi, Person rudi)
    {
        var ticket = await andi.DoAsync(await siti.SendTicketAsync(), "set-priority", new { priority = "Rendah", analysis = "Tampaknya server." });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "T" });
        ticket = await andi.CompleteAsync(ticket, "Done", new { analysis = "Bukan dari jaringan." });
        ticket = (await andi.DoAsync(ticket, "decide", new { answer = "T" })).ShouldWaitOn(10, andi);
        ticket = (await andi.DoAsync(ticket, "escalate", new { reason = "Perlu akses server." })).ShouldWaitOn(11);
        ticket.Text("currentRole").ShouldBe("AdminPpe");
        return (await rudi.CompleteAsync(ticket, "Done", new { })).ShouldWaitOn(12, rudi);
    }

    /// <summary>Numbers of the steps done, in order, as the history tells them.</summary>
    private static async Task<long[]> Steps(Person reader, JsonObject ticket)
    {
        var history = (await reader.GetAsync($"/api/tickets/{ticket.Text("id")}/history")).Items();
        return [.. history.Where(entry => entry.Text("kind") is "ticket.submitted" or "activity.completed").Select(entry => entry.Number("stepNo"))];
    }
}

public sealed class SopPathsOnSqlite(SqliteOffice office) : SopPathSuite(office), IClassFixture<SqliteOffice>;

public sealed class SopPathsOnPostgres(PostgresOffice office) : SopPathSuite(office), IClassFixture<PostgresOffice>;
