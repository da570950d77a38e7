using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Activities.Sop011;
using Alur.Host.Pages.Forms;
using Alur.Host.Tickets;
using Alur.Workflows.Instances;

namespace Alur.Host.Pages.Desk;

/// <summary>The fields of a step's answer, out of a form.</summary>
internal static class AnswerData
{
    /// <summary>The data as the API would get them. What is no number where one belongs stays text, and the step's own check says so.</summary>
    public static JsonElement Read(Step step, string outcome, FormPost form)
    {
        var data = new JsonObject();
        foreach (var field in step.FieldsOf(outcome) ?? [])
        {
            if (form[field.Name]?.Trim().ReplaceLineEndings("\n") is not { Length: > 0 } text)
                continue;
            data[field.Name] = field.Kind == FieldKind.WholeNumber && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : text;
        }
        return Values.Parse(data.ToJsonString());
    }
}
