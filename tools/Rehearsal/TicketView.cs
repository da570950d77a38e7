using System.Globalization;
using System.Text.Json.Nodes;
using Alur.Rehearsal.Hosting;

namespace Alur.Rehearsal;

/// <summary>A ticket as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number.</param>
/// <param name="Status">Open, Closed or Cancelled.</param>
/// <param name="Current">The task somebody must do now; null when there is none.</param>
internal sealed record TicketView(string Id, string Number, string Status, TaskView? Current)
{
    public static async Task<TicketView> LoadAsync(AlurClient reader, string id)
    {
        var reply = await reader.GetAsync($"/api/tickets/{id}");
        if (!reply.IsSuccess) throw new InvalidOperationException($"Expected ticket {id} but the host answered {(int)reply.Status}: {reply.Body}");
        return new TicketView(
            reply.Text("id")!,
            reply.Text("number")!,
            reply.Text("status")!,
            reply.Body!["tasks"] is JsonArray { Count: > 0 } tasks ? TaskView.Of(tasks[0]!) : null);
    }
}

/// <summary>A task as the API shows it.</summary>
internal sealed record TaskView(string Id, int Step, string Title, string Role, string State, string? AssigneeId, string? AssigneeName, string? Outcome, DateTimeOffset? DueAt)
{
    public static TaskView Of(JsonNode json) => new(
        json["id"]!.GetValue<string>(),
        json["stepNo"]?.GetValue<int>() ?? 0,
        (string?)json["title"] ?? "",
        (string?)json["role"] ?? "",
        (string?)json["state"] ?? "",
        (string?)json["assigneeId"],
        (string?)json["assigneeName"],
        (string?)json["outcome"],
        json["dueAt"] is { } due ? DateTimeOffset.Parse(due.GetValue<string>(), CultureInfo.InvariantCulture) : null);
}
