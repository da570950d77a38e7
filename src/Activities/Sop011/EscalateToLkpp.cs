namespace Alur.Activities.Sop011;

/// <summary>Step 16: the Admin PPE hands the ticket to LKPP, which works in an application of its own and may give it a number.</summary>
public sealed class EscalateToLkpp() : HumanStep(
    new StepSheet
    {
        Number = 16,
        Name = "EscalateToLkpp",
        DisplayName = "Eskalasi ke LKPP",
        Text = "Mengeskalkasikan permasalahan kepada helpdesk LKPP",
        Actor = Actors.AdminPpe,
    },
    "Eskalasikan",
    Sop011.Fields.Reason("Tulis mengapa permasalahan perlu ditangani LKPP."),
    Sop011.Fields.LkppNumber);
