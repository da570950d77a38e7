using System.Globalization;
using Alur.Host.Pages.Desk;
using Alur.Host.Texts;

namespace Alur.Host.Tests.Pages;

/// <summary>How large a file is, for people.</summary>
public sealed class FileSizeTests
{
    [Theory]
    [InlineData(0, "1 kB", "1 kB")]
    [InlineData(1_535, "1 kB", "1 kB")]
    [InlineData(1_536, "2 kB", "2 kB")]
    [InlineData(1_048_063, "1023 kB", "1023 kB")]
    [InlineData(1_048_064, "1,0 MB", "1.0 MB")]
    [InlineData(10_485_760, "10,0 MB", "10.0 MB")]
    public void It_is_rounded_to_the_nearest_and_written_as_the_language_writes_numbers(long bytes, string indonesian, string english)
    {
        CultureInfo.CurrentUICulture = Languages.Indonesian;
        FileSize.Of(bytes).ShouldBe(indonesian);
        CultureInfo.CurrentUICulture = Languages.English;
        FileSize.Of(bytes).ShouldBe(english);
    }
}
