using System.Text;
using Alur.Host.Features.Reports;

namespace Alur.Host.Tests.Reports;

/// <summary>What people wrote is text in every file, never a formula.</summary>
public sealed class SafeCellTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+62811", "'+62811")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("Andi, S.Kom", "\"Andi, S.Kom\"")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void A_cell_is_text(string written, string cell)
    {
        var csv = ReportFiles.Csv(new ReportTable("x", ["nama", "angka"], [[written, -1.5m]]));
        Encoding.UTF8.GetString(csv).ShouldBe($"\uFEFFnama,angka\r\n{cell},-1.5\r\n");
    }
}
