using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Activities.General;

/// <summary>A step that a person does, of any process: whose it is, what it is, how long it may take and how it can end are inputs, so a new SOP needs no code.</summary>
public sealed class HumanTask : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Alur.HumanTask",
        Category = Categories.Waiting,
        DisplayName = "Tugas orang",
        Description = "Menunggu seorang pelaksana menyelesaikan tugas dan memilih hasilnya.",
        Inputs =
        [
            Inputs.Text("Role", "Pelaksana", "Peran yang boleh mengerjakan, misalnya Helpdesk.", required: true) with { UiHint = "dropdown", OffersRoles = true },
            Inputs.Text("Title", "Judul", "Judul tugas. Kosong berarti judul langkah di bagan."),
            Inputs.Outcomes("Outcomes", "Hasil", "Hasil yang dapat dipilih; masing-masing menjadi jalan keluar. Kosong berarti Done."),
            .. StandardColumns.Inputs,
        ],
        Outputs =
        [
            new("Result", "Object", "Isian", "Data yang diberikan pelaksana."),
            new("Outcome", "String", "Hasil", "Hasil yang dipilih pelaksana."),
        ],
    };

    /// <inheritdoc/>
    public override ImmutableArray<string> PortsOf(JsonObject activity) => NodeJson.PortsNamedBy(activity, "outcomes");

    /// <inheritdoc/>
    public override ImmutableArray<ActivityResult> Foresee(CompiledActivity activity) => [ActivityResult.Wait(new TaskBookmark(new TaskOffer("", null, activity.Ports)))];

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context)
    {
        var role = context.GetText("Role");
        if (string.IsNullOrWhiteSpace(role))
        {
            throw new ActivityFaultException("missing-input", "Expected a role whose task this is but it is empty.");
        }

        var title = context.GetText("Title") is { } given && !string.IsNullOrWhiteSpace(given) ? given : null;
        return ActivityResult.Wait(new TaskBookmark(new TaskOffer(role, StandardColumns.TimeOf(context), context.Activity.Ports, title)));
    }

    /// <inheritdoc/>
    public override ActivityResult Resume(ActivityContext context, string outcome, JsonElement data)
    {
        context.SetOutput("Result", data);
        context.SetOutput("Outcome", Values.Text(outcome));
        return ActivityResult.Complete(outcome);
    }
}
