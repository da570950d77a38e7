using System.Collections.Immutable;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Activities.General;

/// <summary>Stops here with an incident, which an operator sees and retries, resolves or skips.</summary>
public sealed class Fault : ActivityType
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Fault",
        Category = Categories.Primitives,
        DisplayName = "Gagalkan",
        Description = "Menghentikan jalan di sini dengan insiden yang harus ditangani petugas.",
        Inputs =
        [
            Inputs.Text("Code", "Kode", "Kode singkat insiden. Kosong berarti 0."),
            Inputs.Text("Category", "Kategori insiden", "Misalnya HTTP atau Data. Kosong berarti General."),
            Inputs.Text("FaultType", "Jenis", "Misalnya System, Business atau Integration. Kosong berarti System."),
            Inputs.LongText("Message", "Pesan", "Apa yang salah dan apa yang harus dilakukan."),
        ],
    };

    /// <summary>Waits for the operator, who retries it or goes past it by one of its ports.</summary>
    public override ImmutableArray<ActivityResult> Foresee(CompiledActivity activity) => [ActivityResult.Wait(new TimerBookmark(default))];

    /// <inheritdoc/>
    public override ActivityResult Execute(ActivityContext context)
    {
        var code = Given("Code", "0");
        throw new ActivityFaultException(code, $"{Given("Message", $"Proses digagalkan dengan kode {code}.")} [{Given("Category", "General")}, {Given("FaultType", "System")}]");

        string Given(string input, string otherwise) => context.GetText(input) is { Length: > 0 } text ? text : otherwise;
    }
}
