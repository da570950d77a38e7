namespace Alur.Activities.Sop011;

/// <summary>Step 9: the reporter confirms the solution of the helpdesk, or refuses it.</summary>
public sealed class ConfirmHelpdeskSolution() : HumanDecision(
    new StepSheet
    {
        Number = 9,
        Name = "ConfirmHelpdeskSolution",
        DisplayName = "Memastikan penyelesaian helpdesk",
        Text = "Menganalisa dan memastikan permasalahan telah selesai",
        Actor = Actors.Pelapor,
    },
    Solved("Sudah selesai", Sop011.Fields.Remark),
    Unsolved("Belum selesai, kembalikan ke helpdesk"));
