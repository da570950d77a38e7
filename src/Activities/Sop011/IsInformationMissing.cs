namespace Alur.Activities.Sop011;

/// <summary>Step 3: the helpdesk decides whether data are missing. Yes is the answer that something is missing, so the buttons say what happens.</summary>
public sealed class IsInformationMissing() : HumanDecision(
    new StepSheet
    {
        Number = 3,
        Name = "IsInformationMissing",
        DisplayName = "Informasi belum lengkap?",
        Text = "Apakah informasi permasalahan yang diterima belum jelas dan lengkap serta butuh data tambahan dari Pelapor",
        Actor = Actors.Helpdesk,
    },
    Yes("Ya, minta data tambahan"),
    No("Tidak, informasi lengkap"));
