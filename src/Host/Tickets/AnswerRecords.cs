using System.Text.Json;
using Alur.Host.Identity;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Tickets;

/// <summary>
/// What an answer leaves on the ticket beside the journal: replies are public messages, analyses and the reasons of staff are internal notes,
/// priority, LKPP's number, rating and closing remark go into the ticket.
/// </summary>
internal static class AnswerRecords
{
    /// <summary>Writes the records of an answer that was taken.</summary>
    public static void Write(TicketDraft draft, TaskRow task, Step step, string outcome, JsonElement data)
    {
        if (step.FieldsOf(outcome) is not { } fields || data.ValueKind != JsonValueKind.Object)
            return;
        var closes = fields.Any(field => field.Name == "rating");
        foreach (var field in fields)
        {
            switch (field.Name)
            {
                case "priority" when TextOf(data, "priority") is { } priority:
                    draft.ChangeTicket().Priority = priority;
                    draft.SetPriorityOfOpenTasks(priority);
                    break;
                case "lkppNumber" when TextOf(data, "lkppNumber") is { } number:
                    draft.ChangeTicket().LkppNumber = number;
                    break;
                case "rating" when data.TryGetProperty("rating", out var rating):
                    draft.ChangeTicket().Rating = rating.GetInt32();
                    break;
                case "remark" when closes && TextOf(data, "remark") is { } remark:
                    draft.ChangeTicket().Remark = remark;
                    break;
                case "message" or "analysis" or "reason" or "remark" when TextOf(data, field.Name) is { } text:
                    draft.Say(KindOf(field.Name, task.Role), task.Role, text);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Who may read a text of an answer: what is written to the other side is public, what staff write for the record is not.</summary>
    public static MessageKind KindOf(string field, string role) => field == "message" || role == Roles.Pelapor ? MessageKind.Public : MessageKind.Internal;

    /// <summary>A text of the data; null when it is missing, blank or no text.</summary>
    public static string? TextOf(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString()?.Trim() is { Length: > 0 } text ? text : null;
}
