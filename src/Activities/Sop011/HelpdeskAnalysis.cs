namespace Alur.Activities.Sop011;

/// <summary>Step 6: the helpdesk analyses and solves the problem, and leaves a written record of it.</summary>
public sealed class HelpdeskAnalysis() : HumanStep(
    new StepSheet
    {
        Number = 6,
        Name = "HelpdeskAnalysis",
        DisplayName = "Analisa oleh helpdesk",
        Text = "Menganalisa dan menyelesaikan permasalahan",
        Actor = Actors.Helpdesk,
    },
    "Simpan analisa",
    Sop011.Fields.Analysis(required: true));
