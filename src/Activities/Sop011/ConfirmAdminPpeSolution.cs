namespace Alur.Activities.Sop011;

/// <summary>Step 15: the reporter confirms the solution of the Admin PPE, or refuses it.</summary>
public sealed class ConfirmAdminPpeSolution() : HumanDecision(
    new StepSheet
    {
        Number = 15,
        Name = "ConfirmAdminPpeSolution",
        DisplayName = "Memastikan penyelesaian Admin PPE",
        Text = "Menganalisa dan memastikan permasalahan telah selesai",
        Actor = Actors.Pelapor,
    },
    Solved("Sudah selesai", Sop011.Fields.Remark),
    Unsolved("Belum selesai, kembalikan ke Admin PPE"));
