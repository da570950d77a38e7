using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Alur.Activities;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Bench;

/// <summary>The engine alone: tickets walk through all of SOP 011 in memory, one step after another.</summary>
internal static class EngineBench
{
    // The longest way without a refusal: data asked once, all three tiers.
    private static readonly (string Activity, string Outcome, string Data)[] Way =
    [
        ("langkah2", "Done", """{"priority":"Tinggi"}"""),
        ("langkah3", "Y", "{}"),
        ("langkah4", "Done", """{"message":"Mohon kirim tangkapan layar."}"""),
        ("langkah5", "Done", """{"message":"Terlampir."}"""),
        ("langkah3", "T", "{}"),
        ("langkah6", "Done", """{"analysis":"Sesi kedaluwarsa."}"""),
        ("langkah7", "T", "{}"),
        ("langkah10", "Done", """{"reason":"Memerlukan hak akses."}"""),
        ("langkah11", "Done", "{}"),
        ("langkah12", "Done", """{"analysis":"Kesalahan aplikasi pusat."}"""),
        ("langkah13", "T", "{}"),
        ("langkah16", "Done", """{"reason":"Kesalahan aplikasi pusat."}"""),
        ("langkah17", "Done", """{"message":"Telah diperbaiki."}"""),
        ("langkah18", "Selesai", """{"rating":5}"""),
    ];

    public static async Task<IReadOnlyList<Figures>> RunAsync(bool quick)
    {
        var workflow = Compile();
        var answers = Way.Select(step => (step.Activity, step.Outcome, Data: Values.Parse(step.Data))).ToArray();
        var tickets = quick ? 2_000 : 20_000;
        Walk(workflow, answers, 2_000, new StepTimer());

        var figures = new List<Figures>();
        foreach (var clients in new[] { 1, Environment.ProcessorCount })
        {
            var rounds = new List<Round>();
            for (var round = 0; round < (quick ? 3 : 5); round++)
            {
                rounds.Add(await Meter.RunAsync(clients, (_, timer) =>
                {
                    Walk(workflow, answers, tickets / clients, timer);
                    return Task.CompletedTask;
                }));
            }

            figures.Add(Figures.Of("engine alone", clients, rounds));
        }

        return figures;
    }

    private static void Walk(CompiledWorkflow workflow, (string Activity, string Outcome, JsonElement Data)[] answers, int tickets, StepTimer timer)
    {
        var now = DateTimeOffset.UnixEpoch;
        var input = ImmutableSortedDictionary<string, JsonElement>.Empty.Add("ticket", Values.Text("011-2026-000001"));
        for (var ticket = 0; ticket < tickets; ticket++)
        {
            var state = Step(workflow, null, new Stimulus.Start("bench", input), now, timer);
            foreach (var (activity, outcome, data) in answers) state = Step(workflow, state, new Stimulus.Answer(activity, null, outcome, data), now, timer);
            if (state.Status != InstanceStatus.Finished) throw new InvalidOperationException($"Expected the way to end at the end but the ticket is {state.Status}.");
        }
    }

    private static InstanceState Step(CompiledWorkflow workflow, InstanceState? state, Stimulus stimulus, DateTimeOffset now, StepTimer timer)
    {
        var began = Stopwatch.GetTimestamp();
        var result = Engine.Advance(workflow, state, stimulus, now);
        timer.Took(began);
        return result is AdvanceResult.Step step ? step.State : throw new InvalidOperationException($"Expected a step but got {result}.");
    }

    private static CompiledWorkflow Compile()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", "sop-011.json"));
        var document = WorkflowDocument.Parse(text, out _) ?? throw new InvalidOperationException("Expected sop-011.json to be a definition but it is not.");
        var result = WorkflowCompiler.Compile(document, AlurCatalog.Default);
        return result.Workflow ?? throw new InvalidOperationException($"Expected sop-011.json to compile but: {string.Join("; ", result.Problems)}");
    }
}
