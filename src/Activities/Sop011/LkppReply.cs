namespace Alur.Activities.Sop011;

/// <summary>Step 17: LKPP tells the reporter that the problem is solved.</summary>
public sealed class LkppReply() : SolutionReply(
    new StepSheet
    {
        Number = 17,
        Name = "LkppReply",
        DisplayName = "Memberitahukan penyelesaian (LKPP)",
        Text = "Membalas tiket berisi pemberitahuan bahwa permasalahan telah diselesaikan",
        Actor = Actors.Lkpp,
    },
    Sop011.Fields.LkppNumber);
