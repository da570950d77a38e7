namespace Alur.Activities.Sop011;

/// <summary>Step 4: the helpdesk asks the reporter for the data that are missing.</summary>
public sealed class RequestData() : HumanStep(
    new StepSheet
    {
        Number = 4,
        Name = "RequestData",
        DisplayName = "Meminta data tambahan",
        Text = "Membalas tiket berisi permintaan data tambahan yang diperlukan dan mengkonfirmasikan kepada pelapor",
        Actor = Actors.Helpdesk,
    },
    "Kirim permintaan data",
    Sop011.Fields.Message("Tulis data apa yang diperlukan dari pelapor."));
