using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Alur.Browser.Tests.KeepTracesOfFailures]

namespace Alur.Browser.Tests;

/// <summary>
/// What every window did is traced; the trace of a test that failed is kept in the folder <c>traces</c> beside the test program, to be opened at
/// https://trace.playwright.dev or with <c>playwright show-trace</c>. The others are thrown away.
/// </summary>
internal static class Traces
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<(IBrowserContext Context, bool Stays)>> OfTests = new();

    public static Task BeginAsync(IBrowserContext context) => context.Tracing.StartAsync(new() { Snapshots = true });

    /// <summary>A window that has been open before begins a test: its trace begins anew, and is decided upon after the test.</summary>
    public static async Task ContinueAsync(IBrowserContext context)
    {
        await context.Tracing.StartChunkAsync();
        PutAside(context, stays: true);
    }

    /// <summary>Closes a window, and puts its trace aside until the outcome of the test is known: only then is it worth writing down.</summary>
    public static async Task EndAsync(IBrowserContext context)
    {
        // A page that closes leaves the list.
        foreach (var page in context.Pages.ToArray()) await page.CloseAsync();
        if (!PutAside(context, stays: false)) await context.DisposeAsync();
    }

    /// <summary>Writes the traces of a failed test, throws those of another away.</summary>
    public static async Task DecideAsync(string id, string name, bool failed)
    {
        if (!OfTests.TryRemove(id, out var windows)) return;
        var number = 0;
        foreach (var (context, stays) in windows)
        {
            var path = failed ? Path.Combine(AppContext.BaseDirectory, "traces", $"{NameOf(name)}-{++number}.zip") : null;
            if (stays) await context.Tracing.StopChunkAsync(new() { Path = path });
            else if (failed) await context.Tracing.StopAsync(new() { Path = path });
            if (!stays) await context.DisposeAsync();
        }
    }

    private static bool PutAside(IBrowserContext context, bool stays)
    {
        if (TestContext.Current.Test is not { } test) return false;
        OfTests.GetOrAdd(test.UniqueID, _ => new()).Enqueue((context, stays));
        return true;
    }

    private static string NameOf(string test) => string.Concat(test.Split('.')[^1].Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_').Take(120));
}

/// <summary>Decides after each test what becomes of its traces.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class KeepTracesOfFailuresAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) =>
        Task.Run(() => Traces.DecideAsync(test.UniqueID, test.TestDisplayName, TestContext.Current.TestState?.Result is null or TestResult.Failed)).GetAwaiter().GetResult();
}
