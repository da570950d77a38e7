namespace Alur.Activities.Sop011;

/// <summary>Step 7: the helpdesk decides whether it can solve the problem.</summary>
public sealed class CanHelpdeskSolve() : HumanDecision(
    new StepSheet
    {
        Number = 7,
        Name = "CanHelpdeskSolve",
        DisplayName = "Dapat diselesaikan helpdesk?",
        Text = "Apakah permasalahan dapat diselesaikan oleh helpdesk LPSE",
        Actor = Actors.Helpdesk,
    },
    Yes("Ya, dapat diselesaikan helpdesk"),
    No("Tidak, eskalasikan ke Admin PPE"));
