using System.Collections.Immutable;
using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Activities.Sop011;

/// <summary>Step 18: the reporter closes the ticket with a rating, or returns it to the line that solved it last.</summary>
public sealed class CloseTicket() : HumanDecision(
    new StepSheet
    {
        Number = 18,
        Name = "CloseTicket",
        DisplayName = "Menutup tiket",
        Text = "Menganalisa penyelesaian permasalahan dan menutup tiket jika permasalahan telah selesai",
        Actor = Actors.Pelapor,
    },
    [
        Solved(
            "Selesai, tutup tiket",
            new AnswerField("rating", "Penilaian", FieldKind.WholeNumber, Maximum: 5, "Beri nilai layanan dengan bilangan bulat 1 sampai 5.", Minimum: 1),
            Sop011.Fields.Remark),
        Unsolved("Belum selesai, kembalikan kepada yang menyelesaikan"),
    ],
    [
        new("Selesai", "Selesai"),
        new(BackToHelpdesk, "Belum, kembali ke Helpdesk"),
        new(BackToAdminPpe, "Belum, kembali ke Admin PPE"),
        new(BackToLkpp, "Belum, kembali ke LKPP"),
    ])
{
    private const string BackToHelpdesk = "BelumHelpdesk";
    private const string BackToAdminPpe = "BelumAdminPpe";
    private const string BackToLkpp = "BelumLkpp";

    /// <summary>A ticket that the system closes because its reporter does not answer has no rating: none is invented.</summary>
    public override ImmutableDictionary<string, string> Check(ActivityContext context, string outcome, JsonElement data) =>
        outcome == SolvedOutcome && IsAutomatic(data) ? ImmutableDictionary<string, string>.Empty : base.Check(context, outcome, data);

    /// <inheritdoc/>
    protected override string Route(ActivityContext context, string outcome)
    {
        if (outcome == SolvedOutcome)
        {
            return outcome;
        }

        _ = context.TryGetVariable(SolutionReply.LastResolver, out var resolver);
        return Values.Show(resolver) switch
        {
            Actors.Helpdesk => BackToHelpdesk,
            Actors.AdminPpe => BackToAdminPpe,
            Actors.Lkpp => BackToLkpp,
            var other => throw new ActivityFaultException("unknown-resolver", $"Expected the variable {SolutionReply.LastResolver} to name the line that solved the problem but it is '{other}'."),
        };
    }
}
