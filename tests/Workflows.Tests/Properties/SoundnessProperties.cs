using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Alur.Activities.General;
using Alur.Workflows.Definitions;
using Alur.Workflows.Definitions.Soundness;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using CsCheck;

namespace Alur.Workflows.Tests.Properties;

/// <summary>
/// The soundness check against brute force on the real engine, both ways: what it calls sound never goes wrong in any run, and each counter-example goes wrong when it is walked.
/// ALUR_CHARTS sets how many charts; a failure prints a seed, and ALUR_SEED runs it again.
/// </summary>
public sealed class SoundnessProperties(ITestOutputHelper output)
{
    private static readonly ActivityCatalog Catalog = new([.. GeneralActivities.All, new AskActivity(), new PickActivity()]);
    private static readonly long Charts = long.Parse(Environment.GetEnvironmentVariable("ALUR_CHARTS") ?? "20000", CultureInfo.InvariantCulture);
    private static readonly string? Seed = Environment.GetEnvironmentVariable("ALUR_SEED") is { Length: > 0 } seed ? seed : null;

    /// <summary>Brute force on the real engine costs hundreds of times what one walk does.</summary>
    private static readonly long Some = Charts / 40;

    private const int MostRounds = 20;

    private static readonly string[] Verdicts =
    [
        "sound", SoundnessCodes.StuckJoin, SoundnessCodes.EndlessLoop, SoundnessCodes.NeverRuns, SoundnessCodes.Unbounded, SoundnessCodes.CutOff,
    ];

    private readonly ConcurrentDictionary<string, int> seen = new();

    [Fact]
    public void Random_charts_are_judged_as_the_engine_runs_them()
    {
        Sample();
        if (Seed is null && Some >= 500)
        {
            // Each verdict was really tried, and walked on the engine. The rarest is met once in some hundred charts: go on until it was.
            for (var more = 1; more < MostRounds && !Verdicts.All(seen.ContainsKey); more++) Sample();
            Verdicts.Except(seen.Keys).ShouldBeEmpty();
        }
        output.WriteLine(string.Join(", ", seen.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} {s.Value}")));
    }

    private void Sample() => RandomChart.Generate.Sample(Judge, iter: Some, seed: Seed, time: -1, print: json => json.ToJsonString());

    private void Judge(JsonObject json)
    {
        var document = WorkflowDocument.Parse(json.ToJsonString(), out _);
        if (WorkflowCompiler.Compile(document!, Catalog).Workflow is not { } workflow)
        {
            return;
        }

        var report = SoundnessCheck.Check(workflow, maxMoves: 5_000);
        if (report.Problems.Any(p => IsAutomatic(p, workflow)))
        {
            // The engine stops a loop in which nobody is asked only after ten thousand visits: too slow for thousands of charts. SoundnessTests has some.
            return;
        }

        var real = new Exhaustive(workflow);
        if (report.IsComplete && !report.Problems.Any(p => p.Severity == ProblemSeverity.Error && p.Code != SoundnessCodes.UnconnectedOutcome))
        {
            real.Incidents.ShouldBeEmpty();
            if (real.IsWhole)
            {
                real.CanAlwaysFinish().ShouldBeTrue();
                workflow.Activities.Select(a => a.Id).Except(real.Visited).ShouldBeEmpty();
                Count("sound");
            }
        }

        foreach (var problem in report.Problems)
        {
            Walk(workflow, problem, real);
        }
    }

    private static bool IsAutomatic(SoundnessProblem problem, CompiledWorkflow workflow) => problem.Code switch
    {
        SoundnessCodes.Unbounded => problem.Repeat.All(s => s.Kind != TraceKind.Answered),
        SoundnessCodes.EndlessLoop => problem.Others.All(a => workflow.ById[a].Type.Descriptor.TypeName is not ("Test.Ask" or "Elsa.Event")),
        _ => false,
    };

    private void Walk(CompiledWorkflow workflow, SoundnessProblem problem, Exhaustive real)
    {
        if (problem.Code == SoundnessCodes.NeverRuns)
        {
            real.Visited.ShouldNotContain(problem.ActivityId);
            Count(problem.Code);
            return;
        }

        var run = new CounterExample(workflow);
        if (problem.Code == SoundnessCodes.NotProven || !run.Start(problem.Trace))
        {
            return;
        }

        switch (problem.Code)
        {
            case SoundnessCodes.StuckJoin:
                run.State.Incidents.ShouldContain(i => i.Code == "join-never-met" && i.Activity == problem.ActivityId);
                break;
            case SoundnessCodes.EndlessLoop:
                var after = new Exhaustive(workflow, run.State);
                if (!after.IsWhole)
                {
                    return;
                }

                after.CanFinishAtAll().ShouldBeFalse();
                break;
            case SoundnessCodes.Unbounded when run.State.Incidents.IsEmpty:
                for (var i = 0; i < 6; i++)
                {
                    var size = run.Size;
                    if (!run.Continue(problem.Repeat, again: true))
                    {
                        return;
                    }

                    run.Size.ShouldBeGreaterThan(size);
                }

                break;
            case SoundnessCodes.Unbounded:
                run.State.Incidents.ShouldAllBe(i => i.Code == "runaway-loop");
                break;
            case SoundnessCodes.CutOff:
                run.LastEvents.ShouldContain(e => e is ActivityCancelled || e is TokensDropped);
                break;
            default:
                return;
        }

        Count(problem.Code);
    }

    private void Count(string what) => seen.AddOrUpdate(what, 1, (_, n) => n + 1);

    [Fact]
    public void Charts_drawn_from_well_nested_parts_are_sound() => Gen.Select(Block.Generate, Gen.Bool).Sample(
        (block, explicitEnd) =>
        {
            var document = WorkflowDocument.Parse(Chart.Write(Part.Name(block), explicitEnd), out _);
            var report = SoundnessCheck.Check(WorkflowCompiler.Compile(document!, Catalog).Workflow!, maxMoves: 2_000);

            // A branch of a race may be one that never gets to run: the other is over at once.
            report.Problems.ShouldAllBe(p => p.Severity == ProblemSeverity.Warning || p.Code == SoundnessCodes.NeverRuns, string.Join('\n', report.Problems));
        },
        iter: Some,
        seed: Seed,
        time: -1);
}
