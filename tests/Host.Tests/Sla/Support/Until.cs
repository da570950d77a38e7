using System.Diagnostics;

namespace Alur.Host.Tests.Sla.Support;

/// <summary>Waits for a condition, not for a time.</summary>
public static class Until
{
    /// <summary>Asks again and again, letting others run in between, until the condition holds.</summary>
    /// <param name="what">What is waited for, for the message of a failure.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="now">The present state, for the message of a failure.</param>
    public static async Task HoldsAsync(string what, Func<Task<bool>> condition, Func<Task<string>>? now = null)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(180))
                Assert.Fail($"Waited 3 minutes in vain until {what}. {(now is null ? "" : await now())}");
            await pace.WaitForNextTickAsync();
        }
    }
}
