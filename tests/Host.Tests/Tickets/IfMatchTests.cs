using Alur.Host.Tickets;

namespace Alur.Host.Tests.Tickets;

public sealed class IfMatchTests
{
    [Theory]
    [InlineData("\"7\"", true)]
    [InlineData("7", true)]
    [InlineData("\"6\", \"7\"", true)]
    [InlineData("\"8\"", false)]
    [InlineData("W/\"7\"", false)]
    [InlineData("*", true)]
    [InlineData(null, true)]
    public void Says_whether_revision_7_is_accepted(string? header, bool accepted)
    {
        IfMatch.TryRead(header, out var ifMatch).ShouldBeTrue();
        (ifMatch?.Accepts(7) ?? true).ShouldBe(accepted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"tujuh\"")]
    [InlineData("-1")]
    [InlineData("\"99999999999999999999\"")]
    [InlineData("\"1\",,")]
    public void Cannot_be_read(string header) => IfMatch.TryRead(header, out _).ShouldBeFalse();
}
