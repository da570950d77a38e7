using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Activities.Sop011;

/// <summary>A step by which one of the three lines tells the reporter that the problem is solved; it remembers which line that was, for step 18.</summary>
public abstract class SolutionReply : HumanStep
{
    /// <summary>The workflow variable that holds the line that solved last: <c>Helpdesk</c>, <c>AdminPpe</c> or <c>Lkpp</c>. A public contract.</summary>
    public const string LastResolver = "PenyelesaiTerakhir";

    private readonly string line;

    /// <summary>The reply of a line. The line is the paper's, also where the designer gave the step to somebody else.</summary>
    private protected SolutionReply(StepSheet sheet, params AnswerField[] more)
        : base(sheet, "Kirim penyelesaian", [Sop011.Fields.Message("Tulis bagaimana permasalahan diselesaikan, supaya pelapor dapat memastikannya."), .. more]) =>
        line = sheet.Actor;

    /// <inheritdoc/>
    protected override string Route(ActivityContext context, string outcome)
    {
        context.SetVariable(LastResolver, Values.Text(line));
        return outcome;
    }
}
