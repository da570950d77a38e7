using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Activities.Sop011;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Host.Commands;

/// <summary>
/// Data for an answer that came without any: a trial run is about the way a process takes, so a step that demands a text gets its label, and one that
/// demands a number gets the least one.
/// </summary>
internal static class ExecPlaceholders
{
    public static JsonElement Fill(ActivityType type, PreparedAnswer answer)
    {
        if (answer.Data.ValueKind != JsonValueKind.Null || type is not HumanStep step) return answer.Data;
        var filled = new JsonObject();
        foreach (var field in step.Answers.Where(way => way.Outcome == answer.Outcome).SelectMany(way => way.Fields).Where(field => field.IsRequired))
            filled[field.Name] = field.Kind == FieldKind.WholeNumber ? field.Minimum : field.Label;
        return filled.Count == 0 ? answer.Data : Values.Parse(filled.ToJsonString());
    }
}
