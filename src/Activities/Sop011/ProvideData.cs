namespace Alur.Activities.Sop011;

/// <summary>Step 5: the reporter sends the data asked for.</summary>
public sealed class ProvideData() : HumanStep(
    new StepSheet
    {
        Number = 5,
        Name = "ProvideData",
        DisplayName = "Memberikan data tambahan",
        Text = "Menerima tiket dan membalasnya dengan menyertakan data tambahan yang diminta helpdesk LPSE",
        Actor = Actors.Pelapor,
    },
    "Kirim data tambahan",
    Sop011.Fields.Message("Tulis data yang diminta, atau sebutkan berkas yang Anda lampirkan."));
