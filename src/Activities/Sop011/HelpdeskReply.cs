namespace Alur.Activities.Sop011;

/// <summary>Step 8: the helpdesk tells the reporter that the problem is solved.</summary>
public sealed class HelpdeskReply() : SolutionReply(
    new StepSheet
    {
        Number = 8,
        Name = "HelpdeskReply",
        DisplayName = "Memberitahukan penyelesaian (helpdesk)",
        Text = "Membalas tiket berisi pemberitahuan bahwa permasalahan telah diselesaikan",
        Actor = Actors.Helpdesk,
    });
