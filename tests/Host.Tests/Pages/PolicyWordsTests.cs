using Alur.Host.Pages.Administration.Policies;
using Alur.Host.Sla.Policies;

namespace Alur.Host.Tests.Pages;

/// <summary>What people write in the policy's form, and what the document says.</summary>
public sealed class PolicyWordsTests
{
    [Theory]
    [InlineData("30 menit", "PT30M")]
    [InlineData("1 jam 30 menit", "PT1H30M")]
    [InlineData("90 detik", "PT1M30S")]
    [InlineData("PT2H", "PT2H")]
    [InlineData("sehari", "sehari")]
    public void Times(string written, string document) => PolicyWords.Time(written).ShouldBe(document);

    [Theory]
    [InlineData("80 %", "80%")]
    [InlineData("-6 menit", "-PT6M")]
    [InlineData("+1 jam", "+PT1H")]
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

    [Theory]
    [InlineData("100% beri tahu supervisor")]
    [InlineData("100%: hapus semuanya")]
    public void What_cannot_be_read_says_what_to_write(string line)
    {
        PolicyWords.Level(line, out var wrong).ShouldBeNull();
        wrong.ShouldNotBeNull().ShouldContain("tulis");
    }
}
