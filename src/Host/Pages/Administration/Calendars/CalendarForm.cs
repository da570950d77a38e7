using System.Globalization;
using System.Text.Json.Nodes;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Sla.Calendars;

namespace Alur.Host.Pages.Administration.Calendars;

/// <summary>A calendar as fields of a form, and back: a line of hours for each weekday, holidays as the lines that can also be imported.</summary>
internal static class CalendarForm
{
    /// <summary>Most periods that a form takes.</summary>
    public const int MostPeriods = 40;

    /// <summary>The weekdays as the document and people name them.</summary>
    public static IReadOnlyList<(string Key, string Label, DayOfWeek Day)> Days { get; } =
    [
        ("monday", "Senin", DayOfWeek.Monday), ("tuesday", "Selasa", DayOfWeek.Tuesday), ("wednesday", "Rabu", DayOfWeek.Wednesday), ("thursday", "Kamis", DayOfWeek.Thursday),
        ("friday", "Jumat", DayOfWeek.Friday), ("saturday", "Sabtu", DayOfWeek.Saturday), ("sunday", "Minggu", DayOfWeek.Sunday),
    ];

    /// <summary>The hours of a day as people type them.</summary>
    public static string Hours(IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkingWindow>> week, DayOfWeek day) =>
        week.TryGetValue(day, out var windows) ? string.Join(", ", windows) : "";

    /// <summary>Holidays as lines: date; name; kind.</summary>
    public static string Lines(IEnumerable<Holiday> holidays) => string.Join('\n', holidays.Select(holiday =>
        $"{holiday.Date:yyyy-MM-dd}; {Cell(holiday.Name)}; {(holiday.Kind == HolidayKind.Nasional ? "nasional" : "cuti bersama")}"));

    /// <summary>The document that a form describes; whether it makes sense is for the check of calendars to say.</summary>
    /// <param name="form">The form.</param>
    /// <param name="errors">Takes what is wrong with the holidays' lines.</param>
    public static JsonObject Read(FormPost form, FieldErrors errors)
    {
        var document = new JsonObject { ["name"] = form["name"] ?? "", ["zone"] = form["zone"] ?? "", ["week"] = Week(form, "week"), ["holidays"] = Holidays(form, errors) };
        if (form["basis"] is { } basis && !string.IsNullOrWhiteSpace(basis)) document["basis"] = basis.Trim();
        var periods = new JsonArray();
        for (var i = 0; i < MostPeriods && form[$"periods.{i}.name"] is { } name; i++)
        {
            if (string.IsNullOrWhiteSpace(name) && string.IsNullOrWhiteSpace(form[$"periods.{i}.from"])) continue;
            periods.Add((JsonNode)new JsonObject
            {
                ["name"] = name, ["from"] = form[$"periods.{i}.from"] ?? "", ["to"] = form[$"periods.{i}.to"] ?? "", ["week"] = Week(form, $"periods.{i}.week"),
            });
        }
        document["periods"] = periods;
        return document;
    }

    /// <summary>A refusal of the document, told at the fields of the form.</summary>
    public static Refusal AtFields(Refusal refusal)
    {
        if (refusal is not Refusal.Invalid invalid) return refusal;
        var errors = new FieldErrors();
        foreach (var (path, messages) in invalid.Fields)
            foreach (var message in messages) errors.Add(FieldOf(path), message);
        return errors.Refusal!;
    }

    private static string FieldOf(string path)
    {
        var name = path.StartsWith("document.", StringComparison.Ordinal) ? path["document.".Length..] : path;
        if (name.StartsWith("holidays", StringComparison.Ordinal)) return "holidays";
        name = name.Replace("periods[", "periods.", StringComparison.Ordinal).Replace("].", ".", StringComparison.Ordinal);
        return name.IndexOf('[', StringComparison.Ordinal) is >= 0 and var at ? name[..at] : name.TrimEnd(']');
    }

    private static JsonObject Week(FormPost form, string prefix)
    {
        var week = new JsonObject();
        foreach (var (key, _, _) in Days)
        {
            var windows = (form[$"{prefix}.{key}"] ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (windows.Length > 0) week[key] = new JsonArray([.. windows.Select(window => (JsonNode)window.Replace('.', ':').Replace(" ", "", StringComparison.Ordinal))]);
        }
        return week;
    }

    private static JsonArray Holidays(FormPost form, FieldErrors errors)
    {
        var text = form["holidays"] ?? "";
        if (string.IsNullOrWhiteSpace(text)) return [];
        var file = HolidayCsv.Read(text);
        foreach (var problem in file.Problems.Take(50)) errors.Add("holidays", problem);
        return
        [
            .. file.Holidays.Select(holiday => (JsonNode)new JsonObject
            {
                ["date"] = holiday.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["name"] = holiday.Name,
                ["kind"] = holiday.Kind == HolidayKind.Nasional ? "nasional" : "cutiBersama",
            }),
        ];
    }

    private static string Cell(string text) => text.AsSpan().IndexOfAny(";\",") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
