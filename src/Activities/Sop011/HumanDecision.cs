using System.Collections.Immutable;
using Alur.Workflows.Definitions;

namespace Alur.Activities.Sop011;

/// <summary>A step whose answer chooses the way: a diamond on paper, or a box that hides one.</summary>
public abstract class HumanDecision : HumanStep
{
    /// <summary>A decision with a port for each answer.</summary>
    protected HumanDecision(StepSheet sheet, params ImmutableArray<StepAnswer> answers)
        : this(sheet, answers, [.. answers.Select(a => new PortDescriptor(a.Outcome, a.Label))])
    {
    }

    /// <summary>A decision whose ports are not its answers.</summary>
    protected HumanDecision(StepSheet sheet, ImmutableArray<StepAnswer> answers, ImmutableArray<PortDescriptor> ports)
        : base(sheet, answers, ports)
    {
    }

    /// <summary>The paper's "Y : Ya", with the words that say what it means here.</summary>
    protected static StepAnswer Yes(string label) => new("Y", label);

    /// <summary>The paper's "T : Tidak", with the words that say what it means here.</summary>
    protected static StepAnswer No(string label) => new("T", label);

    /// <summary>The reporter says that the problem is solved.</summary>
    protected static StepAnswer Solved(string label, params ImmutableArray<AnswerField> fields) => new(SolvedOutcome, label, fields);

    /// <summary>The reporter says that the problem is not solved, and why.</summary>
    protected static StepAnswer Unsolved(string label) => new("Belum", label, Sop011.Fields.Reason("Tulis apa yang belum selesai, supaya dapat diperbaiki."));
}
