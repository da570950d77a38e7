using Alur.Workflows.Definitions;
using Alur.Workflows.Flow;

namespace Alur.Activities.General;

/// <summary>Where branches meet again. When it fires is the engine's matter: the compiler reads the mode as the node's <see cref="MergeRule"/>.</summary>
public sealed class FlowJoin : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.FlowJoin",
        Category = Categories.Branching,
        DisplayName = "Gabung",
        Description = "Menyatukan kembali cabang-cabang yang berjalan bersamaan.",
        Inputs =
        [
            Inputs.Choice(
                "Mode",
                "Elsa.Workflows.Activities.Flowchart.Models.FlowJoinMode, Elsa.Workflows.Core",
                "Cara menunggu",
                "Cabang mana yang ditunggu sebelum berlanjut.",
                "WaitAllActive",
                [
                    new("Tunggu semua cabang yang dijalani (WaitAllActive)", "WaitAllActive"),
                    new("Tunggu semua cabang (WaitAll)", "WaitAll"),
                    new("Cabang pertama; yang lain dibatalkan (WaitAny)", "WaitAny"),
                    new("Seperti WaitAllActive (Stream)", "Stream"),
                    new("Seperti WaitAll (Merge)", "Merge"),
                    new("Semua panah masuk, panah mundur juga (Converge)", "Converge"),
                    new("Seperti WaitAny (Race)", "Race"),
                    new("Sekali untuk tiap cabang yang tiba (Cascade)", "Cascade"),
                ]),
        ],
    };

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context) => ActivityResult.Done;
}
