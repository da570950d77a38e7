using Alur.Host.LkppPackets;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Tests.LkppPackets;

/// <summary>Which files are in a packet and what their entries are called.</summary>
public sealed class PacketFilesTests
{
    [Theory]
    [InlineData("laporan akhir.pdf", "lampiran/01-laporan_akhir.pdf")]
    [InlineData("../../etc/passwd", "lampiran/01-____etc_passwd")]
    [InlineData("C:\\temp\\a.txt", "lampiran/01-C__temp_a.txt")]
    [InlineData("CON", "lampiran/01-CON")]
    [InlineData(".htaccess", "lampiran/01-.htaccess")]
    [InlineData("a.txt...", "lampiran/01-a.txt")]
    [InlineData("gambar\u202Egpj.exe", "lampiran/01-gambar_gpj.exe")]
    [InlineData("ñandú 😀.png", "lampiran/01-ñandú__.png")]
    [InlineData("", "lampiran/01-")]
    public void A_name_is_one_that_every_system_can_unpack(string name, string entry) => PacketFiles.EntryName(1, name).ShouldBe(entry);

    [Fact]
    public void A_long_name_keeps_its_ending() => PacketFiles.EntryName(7, new string('a', 300) + ".docx").ShouldBe($"lampiran/07-{new string('a', 75)}.docx");

    [Fact]
    public void What_does_not_fit_or_is_gone_is_left_out_and_said_so()
    {
        var files = PacketFiles.Choose([Row("a", 60), Row("hilang", 1), Row("b", 50), Row("c", 40)], storedAs => storedAs != "hilang", most: 100);
        files.Select(file => file.Entry).ShouldBe(["lampiran/01-a", null, null, "lampiran/04-c"]);
        files[1].WhyLeftOut!.ShouldContain("tidak ada");
        files[2].WhyLeftOut!.ShouldContain("terlalu besar");
    }

    private static AttachmentRow Row(string name, long size) =>
        new() { Id = name, TicketId = "t", Name = name, ContentType = "text/plain", Size = size, Sha256 = "", StoredAs = name, UploadedBy = "u" };
}
