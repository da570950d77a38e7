using System.Collections.Immutable;
using Alur.Host.Tickets;
using Alur.Workflows.Definitions;
using Alur.Workflows.Definitions.Soundness;

namespace Alur.Host.Studio.Publishing;

/// <summary>How a process can go wrong, told in Indonesian: what has to happen, where it then stands, why, and what to change.</summary>
internal sealed class SoundnessTexts(CompiledWorkflow workflow, StepNames names)
{
    /// <summary>A longer way is told from its end.</summary>
    private const int MostSteps = 12;

    /// <summary>The sentences for a problem.</summary>
    public string Of(SoundnessProblem problem) => Find(problem) ?? throw new InvalidOperationException($"Expected a text for '{problem.Code}' but there is none.");

    /// <summary>The same; null for a code without a text.</summary>
    internal string? Find(SoundnessProblem problem)
    {
        var step = names.Of(problem.ActivityId);
        var text = problem.Code switch
        {
            SoundnessCodes.StuckJoin =>
                $"{If(problem.Trace)}proses berhenti di {step} karena {Awaited(problem)} tidak mungkin datang lagi. Ubah cara menunggu {step}, atau pastikan semua cabangnya selalu dijalani.",
            SoundnessCodes.EndlessLoop =>
                $"{If(problem.Trace)}proses berputar terus di {names.List(problem.Others)} dan tidak akan pernah selesai. Beri jalan keluar dari putaran itu.",
            SoundnessCodes.NeverRuns =>
                $"{step} tidak pernah dijalankan: apa pun jawabannya, proses tidak sampai ke sana. Periksa panah dan cara menunggu di sekitarnya, atau hapus.",
            SoundnessCodes.Unbounded =>
                $"{If(problem.Trace)}pekerjaan bertumpuk di {step}, dan bertambah lagi setiap kali {Again(problem.Repeat)}, tanpa batas. Gabungkan cabangnya sebelum proses kembali.",
            SoundnessCodes.UnconnectedOutcome => $"{Unconnected(problem)} proses tidak berlanjut dan tidak sampai ke langkah akhir. Sambungkan jalan keluar '{Label(problem.ActivityId, problem.Outcome!)}'.",
            SoundnessCodes.CutOff =>
                $"{If(problem.Trace)}{step} mengakhiri bagan sementara {names.List(problem.Others)} belum selesai; pekerjaan itu dibatalkan. Gabungkan cabangnya dahulu bila tidak dimaksudkan demikian.",
            SoundnessCodes.NotProven when problem.ActivityId != workflow.Root.Id =>
                $"Belum terbukti bahwa proses ini selalu dapat selesai: kemungkinan pada {step} terlalu banyak untuk diperiksa. Tuliskan cabangnya langsung, bukan dengan skrip, atau kurangi.",
            SoundnessCodes.NotProven =>
                "Belum terbukti bahwa proses ini selalu dapat selesai: kemungkinan jalannya terlalu banyak untuk diperiksa. Kurangi cabang serentak bila dapat.",
            _ => null,
        };
        return text is null ? null : Sentence.Of(text);
    }

    private string If(ImmutableArray<TraceStep> trace) => trace.IsEmpty ? "apa pun jawabannya, " : $"jika {Way(trace)}, ";

    private string Again(ImmutableArray<TraceStep> trace) => trace.IsEmpty ? "putarannya diulang" : Way(trace);

    private string Unconnected(SoundnessProblem problem)
    {
        var last = new TraceStep(problem.ActivityId, 1, IsPeoples(problem) ? TraceKind.Answered : TraceKind.Chosen, [problem.Outcome!]);
        return $"jika {Way([.. problem.Trace, last])},";
    }

    private static bool IsPeoples(SoundnessProblem problem) => problem.Severity == ProblemSeverity.Error;

    private string Way(ImmutableArray<TraceStep> trace)
    {
        var told = trace.Length > MostSteps ? trace[^MostSteps..] : trace;
        var text = string.Join(" lalu ", told.Select(Tell));
        return told.Length < trace.Length ? $"setelah {trace.Length - told.Length} langkah pertama {text}" : text;
    }

    private string Tell(TraceStep step)
    {
        var activity = workflow.ById[step.ActivityId];
        var name = names.Of(step.ActivityId);
        var outcomes = StepNames.Join([.. step.Outcomes.Select(outcome => $"'{Label(step.ActivityId, outcome)}'")]);
        return step.Kind switch
        {
            TraceKind.Entered => $"{name} menjalankan {outcomes}",
            TraceKind.Chosen => $"{name} memilih {outcomes}",
            _ when activity.Ports.Length > 1 => $"{name} dijawab {outcomes}",
            _ => $"{name} selesai",
        };
    }

    private string Awaited(SoundnessProblem problem) => problem.Missing.IsEmpty
        ? "yang ditunggunya"
        : "panah dari " + StepNames.Join([.. problem.Missing.Select(connection => connection.Source.Ports.Length > 1
            ? $"{names.Of(connection.Source.Id)} lewat '{Label(connection.Source.Id, connection.Port)}'"
            : names.Of(connection.Source.Id)).Distinct()]);

    private string Label(string activityId, string outcome) => outcome switch
    {
        "then" => "Maka",
        "else" => "Selain itu",
        _ => Step.Of(workflow.ById[activityId]).LabelOf(outcome),
    };
}
