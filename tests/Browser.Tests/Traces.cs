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
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> OfTests = new();

    public static Task BeginAsync(IBrowserContext context) => context.Tracing.StartAsync(new() { Snapshots = true });

    /// <summary>Ends the trace of a window and puts it aside until the outcome of the test is known.</summary>
    public static async Task EndAsync(IBrowserContext context)
    {
        if (TestContext.Current.Test is not { } test)
        {
            await context.Tracing.StopAsync();
            return;
        }
        var files = OfTests.GetOrAdd(test.UniqueID, _ => new());
        var path = Path.Combine(AppContext.BaseDirectory, "traces", $"{NameOf(test.TestDisplayName)}-{files.Count + 1}.zip");
        await context.Tracing.StopAsync(new() { Path = path });
        files.Enqueue(path);
    }

    /// <summary>Throws the traces of a test away unless it failed.</summary>
    public static void Decide(string test, bool failed)
    {
        if (!OfTests.TryRemove(test, out var files) || failed) return;
        foreach (var file in files) File.Delete(file);
    }

    private static string NameOf(string test) => string.Concat(test.Split('.')[^1].Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_').Take(120));
}

/// <summary>Decides after each test what becomes of its traces.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class KeepTracesOfFailuresAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) =>
        Traces.Decide(test.UniqueID, TestContext.Current.TestState?.Result is null or TestResult.Failed);
}
