using System.Collections.Immutable;
using System.Globalization;
using Alur.Activities.General;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using Alur.Workflows.Migration;
using Alur.Workflows.Tests.Properties;
using CsCheck;

namespace Alur.Workflows.Tests.Migration;

/// <summary>
/// Generated charts, moved at random points to edited versions of themselves and back, walked to the end: what waits and how often each step was visited is what the blocks
/// mean, as if nobody had moved anything. After every step the state is rebuilt from the journal, across the versions.
/// </summary>
public sealed class MigrationProperties
{
    private static readonly ActivityCatalog Catalog = new([.. GeneralActivities.All, new AskActivity()]);
    private static readonly long Charts = long.Parse(Environment.GetEnvironmentVariable("ALUR_CHARTS") ?? "1500", CultureInfo.InvariantCulture);
    private static readonly string? Seed = Environment.GetEnvironmentVariable("ALUR_SEED") is { Length: > 0 } seed ? seed : null;

    private static int moved;
    private static int refused;

    [Fact]
    public void Moving_to_an_edited_chart_changes_nothing_of_what_it_means()
    {
        Gen.Select(Block.Generate, Gen.Bool, Gen.Int).Sample(
            (block, explicitEnd, choices) => Walk(Part.Name(block), explicitEnd, new Random(choices)), iter: Charts, seed: Seed, time: -1);
        // A property that is never put to the test holds always.
        moved.ShouldBeGreaterThan(refused * 5);
    }

    private static void Walk(Part part, bool explicitEnd, Random random)
    {
        var json = Chart.Write(part, explicitEnd);
        var workflow = Compile(json);
        var oracle = new Oracle(part);
        var run = new Recording(workflow);
        run.Take(new Stimulus.Start("instance-1", Values.None));
        var original = ImmutableDictionary<string, string>.Empty;
        var (loops, version) = (4, 1);
        for (var step = 0; step < 200 && !oracle.IsDone; step++)
        {
            if (random.Next(3) == 0)
            {
                Migrate(ref json, ref workflow, ref original, run, ++version, random);
            }

            run.Waiting.Select(id => original.GetValueOrDefault(id, id)).Order(StringComparer.Ordinal).ShouldBe(oracle.Waiting);
            var visit = run.State.Visits.Where(v => v.Status == VisitStatus.Waiting).OrderBy(_ => random.Next()).First();
            var (stimulus, outcome) = Choose(visit, random, ref loops);
            run.Take(stimulus);
            oracle.Answer(original.GetValueOrDefault(visit.Activity, visit.Activity), outcome);
        }

        run.State.Status.ShouldBe(InstanceStatus.Finished);
        run.State.Incidents.ShouldBeEmpty();
        CheckNumbers(run);
    }

    private static void Migrate(
        ref string json, ref CompiledWorkflow workflow, ref ImmutableDictionary<string, string> original, Recording run, int version, Random random)
    {
        var next = NextVersion.Of(json, version, random);
        var target = Compile(next.Json);
        var times = random.Next(2) == 0 ? MigrationTimes.Keep : MigrationTimes.Recompute;
        var plan = MigrationPlan.Make(workflow, target, next.Mapping, [], times, out var wrong);
        wrong.ShouldBeEmpty();
        var before = run.State;
        if (run.Migrate(plan!) is { } obstacles)
        {
            // A line was put between a join and a token that waits there already: the one edit among these that cannot be followed.
            obstacles.Select(o => o.Code).Distinct().ShouldBe(["no-connection"]);
            Interlocked.Increment(ref refused);
            return;
        }

        Interlocked.Increment(ref moved);
        run.Last!.Events.OfType<ActivityStarted>().ShouldBeEmpty("because nothing may run by being moved to a chart that means the same");
        run.State.Visits.Select(v => (v.Key, v.Number, v.Status, v.StartedAt)).ShouldBe(before.Visits.Select(v => (v.Key, v.Number, v.Status, v.StartedAt)));
        run.State.VisitCounts.Values.Order().ShouldBe(before.VisitCounts.Values.Order());
        (json, workflow) = (next.Json, target);
        foreach (var (from, to) in next.Mapping)
        {
            original = original.SetItem(to, original.GetValueOrDefault(from, from));
        }
    }

    /// <summary>Visits are numbered without gap or repetition along the names that an activity had.</summary>
    private static void CheckNumbers(Recording run)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (_, e) in run.Journal)
        {
            if (e is WorkflowMigrated migrated)
            {
                counts = counts.ToDictionary(c => migrated.Renamed.GetValueOrDefault(c.Key, c.Key), c => c.Value, StringComparer.Ordinal);
            }
            else if (e is ActivityStarted started)
            {
                started.Number.ShouldBe(counts.GetValueOrDefault(started.Activity) + 1);
                counts[started.Activity] = started.Number;
            }
        }

        counts.OrderBy(c => c.Key, StringComparer.Ordinal).ShouldBe(run.State.VisitCounts);
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
                var outcome = task.Offer.Answers[random.Next(task.Offer.Answers.Length)];
                if (outcome == "Again" && --loops < 0)
                {
                    outcome = "Done";
                }

                return (new Stimulus.Answer(visit.Activity, visit.Number, outcome, Values.Null), outcome);
            default:
                throw new InvalidOperationException(visit.ToString());
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
