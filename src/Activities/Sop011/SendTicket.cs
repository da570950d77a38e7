using System.Collections.Immutable;
using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Activities.Sop011;

/// <summary>
/// Step 1: the reporter sends the ticket. An instance that was started with the input <c>ticket</c> is about a ticket already sent, so the step is over at once;
/// an instance without it waits here for the reporter.
/// </summary>
public sealed class SendTicket() : HumanStep(
    new StepSheet
    {
        Number = 1,
        Name = "SendTicket",
        DisplayName = "Mengirim tiket",
        Text = "Mengirim tiket permasalahan melalui aplikasi LPSE Support untuk berkonsultasi atas permasalahan terkait Aplikasi SPSE",
        Actor = Actors.Pelapor,
    },
    "Kirim tiket",
    new AnswerField("title", "Judul", FieldKind.Line, Sop011.Fields.Line, "Tulis judul permasalahan."),
    new AnswerField("description", "Deskripsi", FieldKind.Text, Sop011.Fields.LongText, "Tulis permasalahan yang dialami."))
{
    /// <summary>The workflow input that says that the ticket is sent; its value is the ticket's number. A public contract.</summary>
    public const string TicketInput = "ticket";

    /// <inheritdoc/>
    public override ImmutableArray<ActivityResult> Foresee(CompiledActivity activity) => [ActivityResult.Done, .. base.Foresee(activity)];

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context) =>
        context.TryGetInput(TicketInput, out var ticket) && !string.IsNullOrWhiteSpace(Values.Show(ticket)) ? ActivityResult.Done : base.Execute(context);
}
