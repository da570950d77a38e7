using System.Diagnostics;
using System.Text.Json;

namespace Alur.Browser.Tests.Lighthouse;

/// <summary>Asks Lighthouse, which is got from npm by its lock file when it is not there yet.</summary>
internal static class Judge
{
    // A page's speed is measured on a machine that is busy with other tests: the best of so many counts.
    private const int Runs = 3;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What Lighthouse says of pages, one after the other in one Chromium.</summary>
    /// <param name="wanted">The score from which on a page is not measured again.</param>
    /// <param name="pages">The pages.</param>
    public static async Task<IReadOnlyList<Verdict>> AllAsync(double wanted, params Judged[] pages)
    {
        var (root, scripts) = Folders();
        var modules = Path.Combine(root, "artifacts", "lighthouse");
        await NodeAsync("", Path.Combine(scripts, "get.mjs"), modules);
        var profile = Directory.CreateTempSubdirectory("alur-test-lighthouse-");
        try
        {
            var job = JsonSerializer.Serialize(
                new { chromium = Environment.GetEnvironmentVariable("ALUR_CHROMIUM") ?? "/usr/bin/chromium", profile = profile.FullName, wanted, runs = Runs, pages }, Json);
            var lines = await NodeAsync(job, Path.Combine(scripts, "judge.mjs"), modules);
            return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Verdict>(line, Json)!)];
        }
        finally
        {
            profile.Delete(recursive: true);
        }
    }

    private static async Task<string> NodeAsync(string input, params string[] arguments)
    {
        using var node = new Process { StartInfo = new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true } };
        node.Start().ShouldBeTrue();
        using var _ = TestContext.Current.CancellationToken.Register(() => node.Kill(entireProcessTree: true));
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await errors);
        return await output;
    }

    private static (string Root, string Scripts) Folders()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Alur.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Expected the tests to lie in the repository.");
        return (folder, Path.Combine(folder, "tests", "Browser.Tests", "Lighthouse"));
    }
}

/// <summary>A page to be judged.</summary>
/// <param name="Host">Base address of the host.</param>
/// <param name="Path">The page.</param>
/// <param name="Cookie">What it is asked for with; null for a stranger.</param>
internal sealed record Judged(string Host, string Path, string? Cookie);

/// <summary>What Lighthouse says of a page.</summary>
/// <param name="Path">The page.</param>
/// <param name="Categories">By category.</param>
internal sealed record Verdict(string Path, IReadOnlyDictionary<string, Grade> Categories);

/// <summary>A score, and what spoke against a higher one.</summary>
/// <param name="Score">From 0 to 1.</param>
/// <param name="Against">Audits that failed, with some of the places.</param>
internal sealed record Grade(double Score, IReadOnlyList<string> Against);
