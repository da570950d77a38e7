namespace Alur.Activities.Sop011;

/// <summary>Step 11: the Admin PPE takes the ticket from the helpdesk.</summary>
public sealed class ReceiveEscalation() : HumanStep(
    new StepSheet
    {
        Number = 11,
        Name = "ReceiveEscalation",
        DisplayName = "Menerima eskalasi",
        Text = "Menerima dan mempelajari tiket eskalasi dari helpdesk",
        Actor = Actors.AdminPpe,
    },
    "Terima eskalasi",
    Sop011.Fields.Remark);
