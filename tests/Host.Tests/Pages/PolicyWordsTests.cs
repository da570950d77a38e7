using System.Globalization;
using Alur.Host.Pages.Administration.Policies;
using Alur.Host.Sla.Policies;
using Alur.Host.Texts;

namespace Alur.Host.Tests.Pages;

/// <summary>What people write in the policy's form, and what the document says.</summary>
public sealed class PolicyWordsTests
{
    [Theory]
    [InlineData("30 menit", "PT30M")]
    [InlineData("1 jam 30 menit", "PT1H30M")]
    [InlineData("90 detik", "PT1M30S")]
    [InlineData("1 h 30 min", "PT1H30M")]
    [InlineData("2 hours", "PT2H")]
    [InlineData("45 minutes 10 s", "PT45M10S")]
    [InlineData("PT2H", "PT2H")]
    [InlineData("sehari", "sehari")]
    public void Times(string written, string document) => PolicyWords.Time(written).ShouldBe(document);

    [Theory]
    [InlineData("80 %", "80%")]
    [InlineData("-6 menit", "-PT6M")]
    [InlineData("+1 jam", "+PT1H")]
    [InlineData("-6 min", "-PT6M")]
    public void Places(string written, string document) => PolicyWords.Place(written).ShouldBe(document);

    [Fact]
    public void A_level_reads_back_as_it_was_written()
    {
        const string line = "+1 jam: beri tahu pemegang, beri tahu supervisor, beri tahu Admin PPE, beri tahu user:u1, naikkan Tinggi, tugaskan u2, serahkan";
        var (at, actions) = PolicyWords.Level(line, out var wrong)!.Value;
        wrong.ShouldBeNull();
        PolicyOffset.TryParse(at, out var place).ShouldBeTrue();
        PolicyWords.Show(new PolicyLevel(place, actions)).ShouldBe(line);
        actions.Select(action => action.Do).ShouldBe(["notify", "notify", "notify", "notify", "raisePriority", "assign", "handOver"]);
    }

    [Fact]
    public void A_level_that_is_shown_in_English_is_read_in_either_language()
    {
        const string line = "+1 h: tell holder, tell supervisor, tell Admin PPE, tell user:u1, raise to Tinggi, assign u2, hand over";
        CultureInfo.CurrentUICulture = Languages.English;
        var (at, actions) = PolicyWords.Level(line, out var wrong)!.Value;
        wrong.ShouldBeNull();
        PolicyOffset.TryParse(at, out var place).ShouldBeTrue();
        PolicyWords.Show(new PolicyLevel(place, actions)).ShouldBe(line);
        CultureInfo.CurrentUICulture = Languages.Indonesian;
        PolicyWords.Level(line, out _)!.Value.Actions.ShouldBe(actions);
    }

    [Theory]
    [InlineData("100% beri tahu supervisor")]
    [InlineData("100%: hapus semuanya")]
    public void What_cannot_be_read_says_what_to_write(string line)
    {
        PolicyWords.Level(line, out var wrong).ShouldBeNull();
        wrong.ShouldNotBeNull().ShouldContain("tulis");
    }
}
