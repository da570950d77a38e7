namespace Alur.Host.Tests.Pages;

/// <summary>Pictures among a ticket's files can be looked at on the page; nothing else is shown there.</summary>
public sealed class FilePreviewTests(HostFixture host) : IClassFixture<HostFixture>
{
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_picture_is_shown_when_asked_for_and_a_text_is_a_link_only()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var ticket = (await reporter.SendTicketAsync("Dengan gambar")).Split('?')[0];
        await AttachAsync("layar.png", Picture);
        await AttachAsync("catatan.txt", "isi catatan"u8.ToArray());
        var html = await reporter.OpenAsync(ticket);
        html.ShouldContain("alt=\"layar.png\" loading=\"lazy\"");
        html.ShouldContain(">catatan.txt</a>");
        html.ShouldNotContain("alt=\"catatan.txt\"");
        var path = html[(html.IndexOf("<img src=\"", StringComparison.Ordinal) + 10)..];
        using var answer = await reporter.GetAsync(path[..path.IndexOf('"', StringComparison.Ordinal)]);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        answer.Headers.GetValues("Content-Security-Policy").ShouldContain("default-src 'none'; sandbox");

        Task AttachAsync(string name, byte[] bytes) => FilePreviewTests.AttachAsync(reporter, ticket, name, bytes);
    }

    [Fact]
    public async Task A_file_is_as_large_on_the_ticket_as_it_was_on_the_form()
    {
        using var reporter = await PageVisitor.SignedInAsync(host, "pelapor");
        var ticket = (await reporter.SendTicketAsync("Dengan berkas")).Split('?')[0];
        foreach (var (bytes, size) in new[] { (3, "1 kB"), (1_600, "2 kB"), (1_048_575, "1,0 MB") })
        {
            byte[] content = [.. Enumerable.Repeat((byte)'a', bytes)];
            using (var brought = await reporter.PostAsync("/tiket/draf/berkas", await reporter.TicketFormAsync(new() { ["title"] = "Ukuran" }, ($"draf{bytes}.txt", content))))
                Between(await brought.Text(), $"draf{bytes}.txt", "<label>").ShouldContain($">{size}<");
            await AttachAsync(reporter, ticket, $"tiket{bytes}.txt", content);
            Between(await reporter.OpenAsync(ticket), $">tiket{bytes}.txt</a>", "</small>").ShouldContain($">{size}");
        }

        static string Between(string html, string from, string to) => html[html.IndexOf(from, StringComparison.Ordinal)..] is var rest ? rest[..rest.IndexOf(to, StringComparison.Ordinal)] : "";
    }

    private static async Task AttachAsync(PageVisitor reporter, string ticket, string name, byte[] bytes)
    {
        var (action, fields) = PageVisitor.Form(await reporter.OpenAsync(ticket), "/lampiran");
        var body = new MultipartFormDataContent();
        foreach (var (field, value) in fields) body.Add(new StringContent(value), field);
        body.Add(new ByteArrayContent(bytes), "file", name);
        using var sent = await reporter.PostAsync(action, body);
        ((int)sent.StatusCode).ShouldBe(303, await sent.Text());
    }
}
