using System.Diagnostics;
using System.Globalization;
using System.Text;
using Alur.Activities;
using Alur.Workflows.Definitions;
using Alur.Workflows.Definitions.Soundness;
using Alur.Workflows.Tests.Flow;

namespace Alur.Workflows.Tests.Definitions.Soundness;

/// <summary>The check runs while somebody waits for "publish". The bounds are those promised, many times what is needed on an idle machine.</summary>
public sealed class SoundnessSpeedTests(ITestOutputHelper output)
{
    [Fact]
    public void Sop_011_takes_less_than_a_tenth_of_a_second()
    {
        var document = WorkflowDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", "sop-011.json")), out _);
        Measure(WorkflowCompiler.Compile(document!, AlurCatalog.Default).Workflow!).ShouldBeLessThan(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void A_long_chart_with_loops_takes_less_than_two_seconds() => Measure(Sketch.Compile(Long(100))).ShouldBeLessThan(TimeSpan.FromSeconds(2));

    [Fact]
    public void Long_parallel_branches_take_less_than_two_seconds() => Measure(Sketch.Compile(Parallel(branches: 10, steps: 30))).ShouldBeLessThan(TimeSpan.FromSeconds(2));

    [Fact]
    public void Giving_up_takes_some_seconds_at_most() => Measure(Sketch.Compile(Parallel(branches: 16, steps: 2)), isSound: false).ShouldBeLessThan(TimeSpan.FromSeconds(20));

    private TimeSpan Measure(CompiledWorkflow workflow, bool isSound = true)
    {
        SoundnessCheck.Check(workflow);
        var watch = Stopwatch.StartNew();
        var report = SoundnessCheck.Check(workflow);
        watch.Stop();
        output.WriteLine($"{workflow.Activities.Length} activities, {report.States} states, {watch.Elapsed.TotalMilliseconds:0.0} ms");
        report.IsSound.ShouldBe(isSound);
        return watch.Elapsed;
    }

    /// <summary>Parts of three: a step, a decision back to the part before or on, and a fork that is joined.</summary>
    private static string Long(int parts)
    {
        var text = new StringBuilder();
        for (var i = 0; i < parts; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"a{i} ask\nd{i} ask Y,T\nb{i} ask\na{i} -> d{i}\nd{i}.Y -> b{i}\nd{i}.T -> a{Math.Max(0, i - 3)}");
            if (i > 0)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"b{i - 1} -> a{i}");
            }
        }

        return text.ToString();
    }

    private static string Parallel(int branches, int steps)
    {
        var text = new StringBuilder($"f fork {string.Join(',', Enumerable.Range(0, branches).Select(i => $"B{i}"))}\nj join WaitAll\n");
        for (var b = 0; b < branches; b++)
        {
            for (var s = 0; s < steps; s++)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"s{b}x{s} ask\n{(s == 0 ? $"f.B{b}" : $"s{b}x{s - 1}")} -> s{b}x{s}");
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"s{b}x{steps - 1} -> j");
        }

        return text.ToString();
    }
}
