namespace Alur.Activities.Sop011;

/// <summary>Step 10: the helpdesk hands the ticket to the Admin PPE.</summary>
public sealed class EscalateToAdminPpe() : HumanStep(
    new StepSheet
    {
        Number = 10,
        Name = "EscalateToAdminPpe",
        DisplayName = "Eskalasi ke Admin PPE",
        Text = "Mengeskalasikan permasalahan kepada admin LPSE (Admin PPE)",
        Actor = Actors.Helpdesk,
    },
    "Eskalasikan",
    Sop011.Fields.Reason("Tulis mengapa permasalahan perlu ditangani Admin PPE."));
