using System.Collections.Immutable;
using Alur.Host.Tickets;
using Alur.Workflows.Definitions;
using Alur.Workflows.Definitions.Soundness;
using static Alur.Host.Texts.Texts;

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
                T("{0}proses berhenti di {1} karena {2} tidak mungkin datang lagi. Ubah cara menunggu {1}, atau pastikan semua cabangnya selalu dijalani.", If(problem.Trace), step, Awaited(problem)),
            SoundnessCodes.EndlessLoop =>
                T("{0}proses berputar terus di {1} dan tidak akan pernah selesai. Beri jalan keluar dari putaran itu.", If(problem.Trace), names.List(problem.Others)),
            SoundnessCodes.NeverRuns =>
                T("{0} tidak pernah dijalankan: apa pun jawabannya, proses tidak sampai ke sana. Periksa panah dan cara menunggu di sekitarnya, atau hapus.", step),
            SoundnessCodes.Unbounded =>
                T("{0}pekerjaan bertumpuk di {1}, dan bertambah lagi setiap kali {2}, tanpa batas. Gabungkan cabangnya sebelum proses kembali.", If(problem.Trace), step, Again(problem.Repeat)),
            SoundnessCodes.UnconnectedOutcome => T("{0} proses tidak berlanjut dan tidak sampai ke langkah akhir. Sambungkan jalan keluar '{1}'.", Unconnected(problem), Label(problem.ActivityId, problem.Outcome!)),
            SoundnessCodes.CutOff =>
                T("{0}{1} mengakhiri bagan sementara {2} belum selesai; pekerjaan itu dibatalkan. Gabungkan cabangnya dahulu bila tidak dimaksudkan demikian.", If(problem.Trace), step, names.List(problem.Others)),
            SoundnessCodes.NotProven when problem.ActivityId != workflow.Root.Id =>
                T("Belum terbukti bahwa proses ini selalu dapat selesai: kemungkinan pada {0} terlalu banyak untuk diperiksa. Tuliskan cabangnya langsung, bukan dengan skrip, atau kurangi.", step),
            SoundnessCodes.NotProven =>
                T("Belum terbukti bahwa proses ini selalu dapat selesai: kemungkinan jalannya terlalu banyak untuk diperiksa. Kurangi cabang serentak bila dapat."),
            _ => null,
        };
        return text is null ? null : Sentence.Of(text);
    }

    private string If(ImmutableArray<TraceStep> trace) => (trace.IsEmpty ? T("apa pun jawabannya") : T("jika {0}", Way(trace))) + ", ";

    private string Again(ImmutableArray<TraceStep> trace) => trace.IsEmpty ? T("putarannya diulang") : Way(trace);

    private string Unconnected(SoundnessProblem problem)
    {
        var last = new TraceStep(problem.ActivityId, 1, IsPeoples(problem) ? TraceKind.Answered : TraceKind.Chosen, [problem.Outcome!]);
        return T("jika {0}", Way([.. problem.Trace, last])) + ",";
    }

    private static bool IsPeoples(SoundnessProblem problem) => problem.Severity == ProblemSeverity.Error;

    private string Way(ImmutableArray<TraceStep> trace)
    {
        var told = trace.Length > MostSteps ? trace[^MostSteps..] : trace;
        var text = string.Join($" {T("lalu")} ", told.Select(Tell));
        return told.Length < trace.Length ? T("setelah {0} langkah pertama {1}", trace.Length - told.Length, text) : text;
    }

    private string Tell(TraceStep step)
    {
        var activity = workflow.ById[step.ActivityId];
        var name = names.Of(step.ActivityId);
        var outcomes = StepNames.Join([.. step.Outcomes.Select(outcome => $"'{Label(step.ActivityId, outcome)}'")]);
        return step.Kind switch
        {
            TraceKind.Entered => T("{0} menjalankan {1}", name, outcomes),
            TraceKind.Chosen => T("{0} memilih {1}", name, outcomes),
            _ when activity.Ports.Length > 1 => T("{0} dijawab {1}", name, outcomes),
            _ => T("{0} selesai", name),
        };
    }

    private string Awaited(SoundnessProblem problem) => problem.Missing.IsEmpty
        ? T("yang ditunggunya")
        : T("panah dari {0}", StepNames.Join([.. problem.Missing.Select(connection => connection.Source.Ports.Length > 1
            ? T("{0} lewat '{1}'", names.Of(connection.Source.Id), Label(connection.Source.Id, connection.Port))
            : names.Of(connection.Source.Id)).Distinct()]));

    private string Label(string activityId, string outcome) => outcome switch
    {
        "then" => T("Maka"),
        "else" => T("Selain itu"),
        _ => Step.Of(workflow.ById[activityId]).LabelOf(outcome),
    };
}
