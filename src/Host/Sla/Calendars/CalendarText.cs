using System.Text.Json;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Sla.Calendars;

/// <summary>Reads what a person sent as a calendar, and says in Indonesian what cannot be read in it.</summary>
public static class CalendarText
{
    private static readonly string[] Required = ["name", "zone", "week", "holidays"];

    /// <summary>A calendar out of JSON.</summary>
    /// <param name="json">What was sent; any JSON.</param>
    /// <param name="problems">What is wrong; empty when a calendar is given.</param>
    /// <returns>The calendar; null when there are problems.</returns>
    public static CalendarDefinition? Read(JsonElement json, out IReadOnlyList<CalendarProblem> problems)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems = [new("$", T("harus berupa objek kalender dengan name, zone, week, dan holidays."))];
            return null;
        }
        var missing = Required.Where(name => !json.TryGetProperty(name, out _)).Select(name => new CalendarProblem($"$.{name}", T("wajib diisi."))).ToList();
        if (missing.Count > 0)
        {
            problems = missing;
            return null;
        }
        try
        {
            var definition = json.Deserialize(CalendarJson.Default.CalendarDefinition)!;
            problems = CalendarCheck.Problems(definition);
            return problems.Count == 0 ? definition : null;
        }
        catch (JsonException wrong)
        {
            problems = [new(wrong.Path ?? "$", WhyUnreadable(wrong.Path ?? "$"))];
            return null;
        }
    }

    /// <summary>A calendar as it is stored.</summary>
    /// <param name="definition">The calendar.</param>
    public static string Write(CalendarDefinition definition) => JsonSerializer.Serialize(definition, CalendarJson.Default.CalendarDefinition);

    private static string WhyUnreadable(string path) => path switch
    {
        _ when path.Contains(".week", StringComparison.Ordinal) =>
            T("tidak dapat dibaca; hari ditulis monday sampai sunday, dan setiap jam buka seperti \"08:00-12:00\"."),
        _ when path.Contains(".holidays", StringComparison.Ordinal) =>
            T("tidak dapat dibaca; hari libur mempunyai date (2026-08-17), name, dan kind: nasional atau cutiBersama."),
        _ when path.Contains(".periods", StringComparison.Ordinal) => T("tidak dapat dibaca; periode mempunyai name, from, to (2026-02-18), dan week."),
        _ => T("tidak dikenal atau jenis nilainya salah; yang dikenal: name, zone, week, holidays, periods, basis."),
    };
}
