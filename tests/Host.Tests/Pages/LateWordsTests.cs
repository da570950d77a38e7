using System.Globalization;
using Alur.Host.Pages.Work;
using Alur.Host.Texts;

namespace Alur.Host.Tests.Pages;

/// <summary>How late something is, without parts that are nothing.</summary>
public sealed class LateWordsTests
{
    [Theory]
    [InlineData(0, "kurang dari 1 menit", "less than 1 min")]
    [InlineData(59, "kurang dari 1 menit", "less than 1 min")]
    [InlineData(60, "1 menit", "1 min")]
    [InlineData(3_659, "1 jam", "1 h")]
    [InlineData(7_260, "2 jam 1 menit", "2 h 1 min")]
    public void Hours_and_minutes_are_said_when_there_are_any(long seconds, string indonesian, string english)
    {
        CultureInfo.CurrentUICulture = Languages.Indonesian;
        LatePage.Late(seconds).ShouldBe(indonesian);
        CultureInfo.CurrentUICulture = Languages.English;
        LatePage.Late(seconds).ShouldBe(english);
    }
}
