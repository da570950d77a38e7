using System.IO.Compression;
using System.Text;
using Alur.Host.Attachments;

namespace Alur.Host.Tests.Attachments;

/// <summary>What a file is taken for, and what its name becomes.</summary>
public sealed class SniffedTypeTests
{
    [Theory]
    [InlineData("%PDF-1.4", "a.txt", "application/pdf")]
    [InlineData("\u0089PNG\r\n\u001a\n", "a", "image/png")]
    [InlineData("\u00ff\u00d8\u00ff\u00e0", "a", "image/jpeg")]
    [InlineData("GIF89a", "a", "image/gif")]
    [InlineData("RIFF\u0010\0\0\0WEBPVP8 ", "a", "image/webp")]
    [InlineData("\0\0\0\u0018ftypisom\0\0", "a", "video/mp4")]
    [InlineData("halo dunia", "a.txt", "text/plain")]
    [InlineData("halo dunia", "a.exe", "text/plain")]
    [InlineData("nama;nilai\r\na;1", "a.CSV", "text/csv")]
    public void Knows(string head, string name, string type) => SniffedType.Of(Encoding.Latin1.GetBytes(head), name)?.ContentType.ShouldBe(type);

    [Theory]
    [InlineData("RIFF\u0010\0\0\0WAVEfmt ")]
    [InlineData("\0\0\0\u0018ftypheic\0\0")]
    [InlineData("MZ\u0090\0\u0003")]
    [InlineData("teks\0biner")]
    [InlineData("\u00ff\u00fe\u0041\0")]
    [InlineData("<!DOCTYPE html>")]
    [InlineData("\r\n\t <SCRIPT>")]
    [InlineData("<?xml version=\"1.0\"?>")]
    [InlineData("")]
    public void Takes_not(string head) => SniffedType.Of(Encoding.Latin1.GetBytes(head), "a.txt").ShouldBeNull();

    [Fact]
    public void Text_may_be_cut_within_a_character_at_the_end_of_what_is_looked_at()
    {
        var text = Encoding.UTF8.GetBytes(new string('a', SniffedType.HeadLength - 1) + "é");
        SniffedType.Of(text.AsSpan(0, SniffedType.HeadLength), "a.txt")?.ContentType.ShouldBe("text/plain");
    }

    [Theory]
    [InlineData("word/document.xml", ".docx")]
    [InlineData("xl/workbook.xml", ".xlsx")]
    [InlineData("ppt/presentation.xml", ".pptx")]
    [InlineData("apa/saja.txt", ".zip")]
    public void Tells_office_documents_from_archives(string entry, string extension) =>
        ZipContent.TypeOf(Zip(("[Content_Types].xml", "<Types/>"), (entry, "<x/>")))!.Extension.ShouldBe(extension);

    [Fact]
    public void Knows_an_open_document() =>
        ZipContent.TypeOf(Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")))!.Extension.ShouldBe(".odt");

    [Fact]
    public void Takes_no_macros() => ZipContent.TypeOf(Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<x/>"), ("word/vbaProject.bin", "x"))).ShouldBeNull();

    [Fact]
    public void A_damaged_zip_is_none() => ZipContent.TypeOf(new MemoryStream([0x50, 0x4B, 3, 4, 1, 2, 3])).ShouldBeNull();

    [Theory]
    [InlineData("laporan akhir.pdf", "laporan akhir.pdf")]
    [InlineData("foto\u202Egpj.exe", "fotogpj.exe")]
    [InlineData("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf")]
    [InlineData("C:\\tes\\b.pdf", "b.pdf")]
    [InlineData(".htaccess", "htaccess")]
    [InlineData("\ud800x.pdf", "x.pdf")]
    [InlineData("日本語.pdf", "日本語.pdf")]
    [InlineData(null, "lampiran.pdf")]
    public void Cleans_names(string? sent, string kept) => FileName.Clean(sent, new SniffedType("application/pdf", ".pdf")).ShouldBe(kept);

    [Fact]
    public void Cuts_long_names_and_never_a_character_in_two()
    {
        var name = FileName.Clean(new string('a', FileName.Longest - 1) + "🙂🙂", new SniffedType("application/pdf", ".pdf"));
        name.ShouldBe(new string('a', FileName.Longest - 1));
    }

    private static MemoryStream Zip(params (string Name, string Text)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }
        stream.Position = 0;
        return stream;
    }
}
