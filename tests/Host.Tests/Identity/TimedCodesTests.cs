using Alur.Host.Identity.SecondFactors;

namespace Alur.Host.Tests.Identity;

/// <summary>Codes by the vectors of RFC 6238 (its appendix B, the last six digits).</summary>
public sealed class TimedCodesTests
{
    // "12345678901234567890" in base 32.
    private const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(1111111111, "050471")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void The_vectors_hold_with_one_step_of_skew_and_no_more(long seconds, string code)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        TimedCodes.StepOf(Key, code, at).ShouldBe(seconds / 30);
        TimedCodes.StepOf(Key, code, at.AddSeconds(30)).ShouldBe(seconds / 30);
        TimedCodes.StepOf(Key, code, at.AddSeconds(-30)).ShouldBe(seconds / 30);
        TimedCodes.StepOf(Key, code, at.AddSeconds(61)).ShouldBeNull();
        TimedCodes.StepOf(Key, code, at.AddSeconds(-61)).ShouldBeNull();
    }
}
