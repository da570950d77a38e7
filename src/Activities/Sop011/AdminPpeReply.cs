namespace Alur.Activities.Sop011;

/// <summary>Step 14: the Admin PPE tells the reporter that the problem is solved.</summary>
public sealed class AdminPpeReply() : SolutionReply(
    new StepSheet
    {
        Number = 14,
        Name = "AdminPpeReply",
        DisplayName = "Memberitahukan penyelesaian (Admin PPE)",
        Text = "Membalas tiket berisi pemberitahuan bahwa permasalahan telah diselesaikan",
        Actor = Actors.AdminPpe,
    });
