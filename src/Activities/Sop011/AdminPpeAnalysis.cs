namespace Alur.Activities.Sop011;

/// <summary>Step 12: the Admin PPE analyses and solves the problem, with other units where needed, and leaves a written record of it.</summary>
public sealed class AdminPpeAnalysis() : HumanStep(
    new StepSheet
    {
        Number = 12,
        Name = "AdminPpeAnalysis",
        DisplayName = "Analisa oleh Admin PPE",
        Text = "Menganalisa dan menyelesaikan permasalahan serta berkoordinasi dengan pihak/unit lain di LPSE jika diperlukan",
        Actor = Actors.AdminPpe,
    },
    "Simpan analisa",
    Sop011.Fields.Analysis(required: true));
