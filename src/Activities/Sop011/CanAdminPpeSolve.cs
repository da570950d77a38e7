namespace Alur.Activities.Sop011;

/// <summary>Step 13: the Admin PPE decides whether it can solve the problem.</summary>
public sealed class CanAdminPpeSolve() : HumanDecision(
    new StepSheet
    {
        Number = 13,
        Name = "CanAdminPpeSolve",
        DisplayName = "Dapat diselesaikan Admin PPE?",
        Text = "Apakah permasalahan dapat diselesaikan oleh admin LPSE",
        Actor = Actors.AdminPpe,
    },
    Yes("Ya, dapat diselesaikan Admin PPE"),
    No("Tidak, eskalasikan ke LKPP"));
