using System.Collections.Immutable;
using System.Globalization;
using Alur.Activities.General;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using CsCheck;

namespace Alur.Workflows.Tests.Properties;

/// <summary>
/// Generated charts, walked at random and held against <see cref="Oracle"/> after every step; every step is also saved, read back and rebuilt from the journal.
/// ALUR_CHARTS sets how many; a failure prints a seed, and ALUR_SEED runs it again.
/// </summary>
public sealed class FlowProperties
{
    private static readonly ActivityCatalog Catalog = new([.. GeneralActivities.All, new AskActivity()]);
    private static readonly long Charts = long.Parse(Environment.GetEnvironmentVariable("ALUR_CHARTS") ?? "20000", CultureInfo.InvariantCulture);
    private static readonly string? Seed = Environment.GetEnvironmentVariable("ALUR_SEED") is { Length: > 0 } seed ? seed : null;

    [Fact]
    public void Generated_charts_do_what_their_blocks_mean() =>
        Gen.Select(Block.Generate, Gen.Bool, Gen.Int).Sample(
            (block, explicitEnd, choices) => Walk(Part.Name(block), explicitEnd, new Random(choices)),
            iter: Charts,
            seed: Seed,
            time: -1);

    private static void Walk(Part part, bool explicitEnd, Random random)
    {
        var json = Chart.Write(part, explicitEnd);
        var workflow = Compile(json);
        var oracle = new Oracle(part);
        var run = new Recording(workflow);
        run.Take(new Stimulus.Start("instance-1", Values.None));
        var loops = 4;
        for (var step = 0; step < 200 && !oracle.IsDone; step++)
        {
            run.Waiting.ShouldBe(oracle.Waiting);
            run.RefusesSomethingIllegal(random);

            var visit = run.State.Visits.Where(v => v.Status == VisitStatus.Waiting).OrderBy(_ => random.Next()).First();
            var (stimulus, outcome) = Choose(visit, random, ref loops);
            run.Take(stimulus);
            oracle.Answer(visit.Activity, outcome);
        }

        run.Waiting.ShouldBeEmpty();
        run.State.Status.ShouldBe(InstanceStatus.Finished);
        run.State.Tokens.ShouldBeEmpty();
        run.State.Visits.ShouldBeEmpty();
        run.State.Incidents.ShouldBeEmpty();
        run.State.Scopes.Length.ShouldBe(1);
        CheckJoins(part, run.State, oracle, inRace: false);
    }

    private static (Stimulus Stimulus, string Outcome) Choose(VisitState visit, Random random, ref int loops)
    {
        switch (visit.Bookmark)
        {
            case TimerBookmark:
                return (new Stimulus.TimerFired(visit.Activity, visit.Number), "Done");
            case EventBookmark e:
                return (new Stimulus.Publish(e.EventName, Values.Null), "Done");
            case TaskBookmark task:
                var answers = task.Offer.Answers;
                var outcome = answers[random.Next(answers.Length)];
                if (outcome == "Again" && --loops < 0)
                {
                    outcome = "Done";
                }

                return (new Stimulus.Answer(visit.Activity, random.Next(2) == 0 ? visit.Number : null, outcome, Values.Null), outcome);
            default:
                throw new InvalidOperationException(visit.ToString());
        }
    }

    /// <summary>Inside a race, branches that are over at once may be cut off at any point, so only the upper bound is known there.</summary>
    private static void CheckJoins(Part part, InstanceState state, Oracle oracle, bool inRace)
    {
        if (part.Block is Block.Parallel parallel)
        {
            var forks = state.VisitCounts.GetValueOrDefault(part.Id);
            var joins = state.VisitCounts.GetValueOrDefault(part.JoinId);
            if (inRace)
            {
                joins.ShouldBeLessThanOrEqualTo(parallel.Mode == "Cascade" ? forks * part.Children.Length : forks);
            }
            else
            {
                joins.ShouldBe(oracle.Joins.GetValueOrDefault(part.JoinId), part.JoinId);
            }

            inRace |= parallel.Mode is "WaitAny" or "Race";
        }

        foreach (var child in part.Children)
        {
            if (child is not null)
            {
                CheckJoins(child, state, oracle, inRace);
            }
        }
    }

    private static CompiledWorkflow Compile(string json)
    {
        var document = WorkflowDocument.Parse(json, out var problems);
        problems.ShouldBeEmpty();
        var result = WorkflowCompiler.Compile(document!, Catalog);
        result.Problems.Where(p => p.Severity == ProblemSeverity.Error).ShouldBeEmpty();
        return result.Workflow!;
    }
}
