using System.Globalization;
using System.Text.Json.Nodes;
using Alur.Rehearsal.Hosting;
using Spectre.Console;

namespace Alur.Rehearsal.Demo;

/// <summary>A ticket's history, as staff read it.</summary>
internal sealed class History
{
    private static readonly TimeSpan OfficeOffset = TimeSpan.FromHours(7);

    private readonly IReadOnlyList<JsonNode> entries;

    private History(IReadOnlyList<JsonNode> entries) => this.entries = entries;

    /// <summary>The steps that were completed, in order, as "2 3 6".</summary>
    public string Path => string.Join(' ', entries.Where(entry => Kind(entry) == "activity.completed" && Step(entry) > 1).Select(Step));

    public static async Task<History> ReadAsync(AlurClient reader, string ticketId)
    {
        var entries = new List<JsonNode>();
        string? next = null;
        do
        {
            var reply = await reader.GetAsync($"/api/tickets/{ticketId}/history?limit=100{(next is null ? "" : $"&after={Uri.EscapeDataString(next)}")}");
            if (!reply.IsSuccess) throw new InvalidOperationException($"Expected the history of {ticketId} but the host answered {(int)reply.Status}: {reply.Body}");
            entries.AddRange(reply.Items);
            next = reply.Text("next");
        }
        while (next is not null);
        return new History(entries);
    }

    /// <summary>How many lines of that kind there are.</summary>
    public int Count(string kind) => entries.Count(entry => Kind(entry) == kind);

    /// <summary>Prints it, in the office's time.</summary>
    public void Print(string title)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(title));
        foreach (var column in new[] { "WIB", "siapa", "sebagai", "langkah", "apa" }) table.AddColumn(new TableColumn(column) { NoWrap = column == "WIB" });
        foreach (var entry in entries)
        {
            var at = DateTimeOffset.Parse((string)entry["at"]!, CultureInfo.InvariantCulture).ToOffset(OfficeOffset);
            var text = (string?)entry["text"];
            table.AddRow(
                Markup.Escape(at.ToString("dd MMM HH:mm:ss", CultureInfo.InvariantCulture)),
                Markup.Escape((string?)entry["actorName"] ?? "Sistem"),
                Markup.Escape((string?)entry["role"] ?? ""),
                Step(entry) == 0 ? "" : Markup.Escape(Visit(entry) > 1 ? $"{Step(entry)} (ke-{Visit(entry)})" : $"{Step(entry)}"),
                Markup.Escape((string?)entry["what"] ?? "") + (text is null ? "" : $"\n[grey]{Markup.Escape(text)}[/]"));
        }

        AnsiConsole.Write(table);
    }

    private static string Kind(JsonNode entry) => (string?)entry["kind"] ?? "";

    private static int Step(JsonNode entry) => (int?)entry["stepNo"] ?? 0;

    private static int Visit(JsonNode entry) => (int?)entry["visit"] ?? 0;
}
