using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Alur.Host.Tests.Features;

namespace Alur.Host.Tests.LkppPackets;

/// <summary>The packet for LKPP: what is in it, what is not, and who may take it.</summary>
public abstract class PacketSuite(Office office)
{
    private static readonly byte[] Csv = Encoding.UTF8.GetBytes("kode;arti\n1;salah\n");

    [Fact]
    public async Task It_holds_data_conversation_history_and_files_and_nothing_internal()
    {
        var (siti, andi, rudi) = (await office.Siti, await office.Andi, await office.Rudi);
        var ticket = await siti.SendTicketAsync("Gagal <script>alert(1)</script> & tetap");
        await siti.Client.Post($"/api/tickets/{ticket.Text("id")}/messages", new { text = "Baris satu\n<img src=x onerror=alert(2)>" });
        await andi.Client.Post($"/api/tickets/{ticket.Text("id")}/messages", new { text = "RAHASIA-KANTOR", visibility = "internal" });
        foreach (var name in (string[])["daftar kode.csv", "daftar kode.csv"])
            (await SendFileAsync(siti, ticket, name)).Dispose();
        ticket = await ToLkppAsync(ticket);

        var (bytes, zip) = await TakeAsync(rudi, ticket);
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["ringkasan.html", "lampiran/01-daftar_kode.csv", "lampiran/02-daftar_kode.csv"]);
        Read(zip, "lampiran/02-daftar_kode.csv").ShouldBe(Encoding.UTF8.GetString(Csv));
        var html = Read(zip, "ringkasan.html");
        var text = WebUtility.HtmlDecode(html);
        text.ShouldContain($"{ticket.Text("number")}: Gagal <script>alert(1)</script> & tetap");
        html.ShouldNotContain("<script", Case.Insensitive, "because every text is encoded");
        html.ShouldNotContain("<img", Case.Insensitive);
        text.ShouldContain("Halaman masuk SPSE kosong.");
        text.ShouldContain("Baris satu");
        text.ShouldContain("Prioritas ditetapkan Tinggi.");
        text.ShouldNotContain("RAHASIA", Case.Insensitive);
        text.ShouldNotContain("ANALISA-DALAM", Case.Insensitive, "because a record of an analysis is internal");
        text.ShouldNotContain("ALASAN-DALAM", Case.Insensitive);
        text.ShouldNotContain("http://");
        text.ShouldNotContain("https://");

        (await TakeAsync(rudi, ticket)).Bytes.ShouldBe(bytes, "an unchanged ticket gives the same bytes");
    }

    [Fact]
    public async Task The_number_at_lkpp_is_in_it_when_it_is_known()
    {
        var (siti, maya) = (await office.Siti, await office.Maya);
        var ticket = await ToLkppAsync(await siti.SendTicketAsync());
        Read((await TakeAsync(maya, ticket)).Zip, "ringkasan.html").ShouldNotContain("Nomor tiket LKPP");
        using var answered = await maya.Client.Post($"/api/tickets/{ticket.Text("id")}/lkpp-answer", new { message = "Sudah diperbaiki.", lkppNumber = "LKPP-77" });
        answered.IsSuccessStatusCode.ShouldBeTrue(await answered.Text());
        Read((await TakeAsync(maya, ticket)).Zip, "ringkasan.html").ShouldContain("LKPP-77");
    }

    [Fact]
    public async Task It_is_for_those_to_whom_the_ticket_came_and_for_the_supervisor()
    {
        var siti = await office.Siti;
        var ticket = await siti.SendTicketAsync();
        var path = $"/api/tickets/{ticket.Text("id")}/lkpp-packet";
        foreach (var person in (Person[])[siti, await office.Andi, await office.Agus])
            await (await person.Client.Get(path)).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        var refused = await (await (await office.Rudi).Client.Get(path)).ShouldBeRefusal(HttpStatusCode.Forbidden, "forbidden");
        refused.Text("detail").ShouldContain("pernah menerima");
        await (await (await office.Maya).Client.Get(path)).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        (await (await office.Hendra).Client.Get(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        ticket = await ToLkppAsync(ticket);
        foreach (var person in (Person[])[await office.Rudi, await office.Maya])
            (await person.Client.Get($"/api/tickets/{ticket.Text("number")}/lkpp-packet")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await (await office.Hendra).Client.Get("/api/tickets/tidak-ada/lkpp-packet")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
    }

    private static async Task<(byte[] Bytes, ZipArchive Zip)> TakeAsync(Person person, JsonObject ticket)
    {
        using var answer = await person.Client.Get($"/api/tickets/{ticket.Text("id")}/lkpp-packet");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe($"paket-lkpp-{ticket.Text("number")}.zip");
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return (bytes, new ZipArchive(new MemoryStream(bytes)));
    }

    private static string Read(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name).ShouldNotBeNull().Open());
        return reader.ReadToEnd();
    }

    private static Task<HttpResponseMessage> SendFileAsync(Person person, JsonObject ticket, string name)
    {
        var file = new ByteArrayContent(Csv);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return person.Client.PostAsync($"/api/tickets/{ticket.Text("id")}/attachments", new MultipartFormDataContent { { file, "file", name } }, TestContext.Current.CancellationToken);
    }

    private async Task<JsonObject> ToLkppAsync(JsonObject ticket)
    {
        var (andi, rudi) = (await office.Andi, await office.Rudi);
        ticket = await andi.DoAsync(ticket, "set-priority", new { priority = "Tinggi" });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "T" });
        ticket = await andi.CompleteAsync(ticket, "Done", new { analysis = "ANALISA-DALAM" });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "T" });
        ticket = await andi.DoAsync(ticket, "escalate", new { reason = "ALASAN-DALAM" });
        ticket = await rudi.CompleteAsync(ticket, "Done", new { });
        ticket = await rudi.CompleteAsync(ticket, "Done", new { analysis = "ANALISA-DALAM" });
        ticket = await rudi.DoAsync(ticket, "decide", new { answer = "T" });
        return await rudi.DoAsync(ticket, "escalate", new { reason = "ALASAN-DALAM" });
    }
}

public sealed class SqlitePacketTests(SqliteOffice office) : PacketSuite(office), IClassFixture<SqliteOffice>;

public sealed class PostgresPacketTests(PostgresOffice office) : PacketSuite(office), IClassFixture<PostgresOffice>;
