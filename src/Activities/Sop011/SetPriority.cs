namespace Alur.Activities.Sop011;

/// <summary>Step 2: the helpdesk takes the ticket and sets its priority. Which priorities there are is a setting of the office, so the host checks the value.</summary>
public sealed class SetPriority() : HumanStep(
    new StepSheet
    {
        Number = 2,
        Name = "SetPriority",
        DisplayName = "Menentukan prioritas",
        Text = "Menerima tiket permasalahan dari pelapor, mempelajari dan menentukan prioritas",
        Actor = Actors.Helpdesk,
    },
    "Tetapkan prioritas",
    new AnswerField("priority", "Prioritas", FieldKind.Line, Sop011.Fields.Line, "Pilih prioritas dari daftar prioritas penanganan masalah."),
    Sop011.Fields.Analysis(required: false));
