using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Alur.Host.Attachments;
using Alur.Host.Tests.Features;

namespace Alur.Host.Tests.Attachments;

/// <summary>Files of tickets over HTTP.</summary>
public sealed class AttachmentTests(SqliteOffice office) : IClassFixture<SqliteOffice>
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");

    [Fact]
    public async Task A_file_comes_back_as_it_was_sent_and_only_as_a_download()
    {
        var siti = await office.Siti;
        var ticket = await siti.SendTicketAsync();
        using var sent = await Send(siti.Client, ticket.Text("id"), Pdf, "laporan.pdf", "text/html");
        sent.StatusCode.ShouldBe(HttpStatusCode.Created);
        var view = await sent.Json();
        view.Text("name").ShouldBe("laporan.pdf");
        view.Text("contentType").ShouldBe("application/pdf");
        view["size"]!.GetValue<long>().ShouldBe(Pdf.Length);
        view.Text("sha256").ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Pdf)));
        sent.Headers.Location!.OriginalString.ShouldBe($"/api/attachments/{view.Text("id")}");

        foreach (var reader in (Person[])[siti, await office.Andi, await office.Hendra])
        {
            using var got = await reader.Client.Get($"/api/attachments/{view.Text("id")}");
            (await got.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(Pdf);
            got.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
            got.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            got.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("laporan.pdf");
            got.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            got.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        }
        (await siti.GetAsync($"/api/tickets/{ticket.Text("id")}/attachments")).Items().Single().Text("id").ShouldBe(view.Text("id"));
        (await siti.GetAsync($"/api/tickets/{ticket.Text("id")}/history")).ToJsonString().ShouldContain("laporan.pdf");
    }

    [Fact]
    public async Task Who_may_not_see_the_ticket_does_not_learn_of_its_files()
    {
        var siti = await office.Siti;
        var ticket = await siti.SendTicketAsync();
        using var sent = await Send(siti.Client, ticket.Text("id"), Pdf, "rahasia.pdf");
        var id = (await sent.Json()).Text("id");
        foreach (var stranger in (Person[])[await office.Budi, await office.Maya])
        {
            await (await stranger.Client.Get($"/api/attachments/{id}")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
            await (await stranger.Client.Get($"/api/tickets/{ticket.Text("id")}/attachments")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
            await (await Send(stranger.Client, ticket.Text("id"), Pdf, "x.pdf")).ShouldBeRefusal(HttpStatusCode.NotFound, "not-found");
        }
    }

    [Theory]
    [InlineData(10 * 1024 * 1024, true)]
    [InlineData((10 * 1024 * 1024) + 1, false)]
    [InlineData(12 * 1024 * 1024, false)]
    [InlineData(40 * 1024 * 1024, false)]
    public async Task Ten_megabytes_are_taken_and_not_a_byte_more(int size, bool taken)
    {
        var siti = await office.Siti;
        var ticket = await siti.SendTicketAsync();
        var bytes = new byte[size];
        Pdf.CopyTo(bytes, 0);
        using var sent = await Send(siti.Client, ticket.Text("id"), bytes, "besar.pdf");
        if (taken)
            sent.StatusCode.ShouldBe(HttpStatusCode.Created);
        else
            (await sent.ShouldBeRefusal(HttpStatusCode.RequestEntityTooLarge, "too-large"))["limitBytes"]!.GetValue<long>().ShouldBe(FileStore.LargestFile);
    }

    [Theory]
    [InlineData("MZ\u0090\0", "foto.jpg")]
    [InlineData("\u007fELF", "laporan.pdf")]
    [InlineData("<html><script>alert(1)</script></html>", "catatan.txt")]
    [InlineData("  <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "gambar.png")]
    [InlineData("#!/bin/sh\nrm -rf /", "catatan.txt")]
    [InlineData("PK\u0003\u0004 bukan zip", "arsip.zip")]
    public async Task The_bytes_decide_not_the_name(string content, string name)
    {
        var siti = await office.Siti;
        var ticket = await siti.SendTicketAsync();
        await (await Send(siti.Client, ticket.Text("id"), Encoding.Latin1.GetBytes(content), name, "image/png")).ShouldBeRefusal(HttpStatusCode.UnsupportedMediaType, "unsupported-type");
    }

    [Theory]
    [InlineData("../../../../etc/passwd", "passwd")]
    [InlineData("..\\..\\boot.ini", "boot.ini")]
    [InlineData("/alur.db", "alur.db")]
    [InlineData("..", "lampiran.pdf")]
    public async Task The_name_is_only_a_label(string sentName, string kept)
    {
        var siti = await office.Siti;
        var ticket = await siti.SendTicketAsync();
        using var sent = await Send(siti.Client, ticket.Text("id"), Pdf, sentName);
        var view = await sent.Json();
        view.Text("name").ShouldBe(kept);
        var stored = Directory.GetFiles(Path.Combine(office.Host.Folder, "attachments"), "*", SearchOption.AllDirectories);
        stored.ShouldContain(path => Path.GetFileName(path) == view.Text("id"));
        stored.ShouldAllBe(path => Path.GetFileName(path).Length == 32);
    }

    [Fact]
    public async Task What_is_no_upload_is_refused_and_leaves_nothing_behind()
    {
        var siti = await office.Siti;
        var ticket = await siti.SendTicketAsync();
        var path = $"/api/tickets/{ticket.Text("id")}/attachments";
        var folder = Path.Combine(office.Host.Folder, "attachments");
        await (await siti.Client.PostRaw(path, "{}")).ShouldBeRefusal(HttpStatusCode.UnsupportedMediaType, "unsupported-type");
        using var withoutFile = new MultipartFormDataContent { { new StringContent("halo"), "text" } };
        await (await siti.Client.PostAsync(path, withoutFile, TestContext.Current.CancellationToken)).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        await (await Send(siti.Client, ticket.Text("id"), [], "kosong.pdf")).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        await (await Raw(siti.Client, path, "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=file; filename=a.pdf\r\n\r\n%PDF-1.7 putus")).ShouldBeRefusal(HttpStatusCode.BadRequest, "malformed-request");
        await (await Raw(siti.Client, path, "multipart/form-data; boundary=x", "bukan multipart")).ShouldBeRefusal(HttpStatusCode.BadRequest, "malformed-request");
        await (await Raw(siti.Client, path, "multipart/form-data", "--x--")).ShouldBeRefusal(HttpStatusCode.BadRequest, "malformed-request");
        if (Directory.Exists(folder))
            Directory.GetFiles(folder, "*.part", SearchOption.AllDirectories).ShouldBeEmpty();
        (await siti.GetAsync(path)).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ticket_that_is_over_takes_no_more_files()
    {
        var siti = await office.Siti;
        var ticket = await siti.SendTicketAsync();
        (await (await office.Hendra).Client.Post($"/api/tickets/{ticket.Text("id")}/cancel", new { reason = "Dikirim dua kali." })).EnsureSuccessStatusCode();
        await (await Send(siti.Client, ticket.Text("id"), Pdf, "susulan.pdf")).ShouldBeRefusal(HttpStatusCode.Conflict, "wrong-state");
    }

    internal static Task<HttpResponseMessage> Send(HttpClient client, string ticket, byte[] bytes, string name, string type = "application/octet-stream")
    {
        var part = new ByteArrayContent(bytes);
        part.Headers.ContentType = new MediaTypeHeaderValue(type);
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        var form = new MultipartFormDataContent { part };
        return client.PostAsync($"/api/tickets/{ticket}/attachments", form, TestContext.Current.CancellationToken);
    }

    private static Task<HttpResponseMessage> Raw(HttpClient client, string path, string type, string body)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return client.PostAsync(path, content, TestContext.Current.CancellationToken);
    }
}
