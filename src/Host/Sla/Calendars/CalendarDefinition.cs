using System.Text.Json;
using System.Text.Json.Serialization;

namespace Alur.Host.Sla.Calendars;

/// <summary>
/// An office's working time as data, in the shape of <c>Calendars/*.json</c>: which windows of which day are open, in which zone.
/// It may hold anything a person typed; <see cref="CalendarCheck"/> says what is wrong, <see cref="WorkingCalendar"/> calculates with it.
/// </summary>
/// <param name="Name">The office, as people read it.</param>
/// <param name="Zone">IANA name of the time zone the windows are told in, such as <c>Asia/Jakarta</c>.</param>
/// <param name="Week">Open windows of an ordinary week. A weekday that is missing is closed.</param>
/// <param name="Holidays">Days that are closed whatever the week or a period says.</param>
/// <param name="Periods">Spans of dates with a week of their own (Ramadan); the first that holds a date counts.</param>
/// <param name="Basis">The regulation the hours come from, for the reader only.</param>
public sealed record CalendarDefinition(
    string Name,
    string Zone,
    IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkingWindow>> Week,
    IReadOnlyList<Holiday> Holidays,
    IReadOnlyList<CalendarPeriod>? Periods = null,
    string? Basis = null)
{
    /// <summary>The open windows of a date in the calendar's own zone; empty on a closed day.</summary>
    /// <param name="date">A local date.</param>
    public IReadOnlyList<WorkingWindow> WindowsOn(DateOnly date)
    {
        foreach (var holiday in Holidays)
            if (holiday.Date == date) return [];

        var week = Week;
        foreach (var period in Periods ?? [])
            if (period.From <= date && date <= period.To) { week = period.Week; break; }

        return week.TryGetValue(date.DayOfWeek, out var windows) ? windows : [];
    }

    /// <summary>Reads a definition from its JSON.</summary>
    /// <param name="json">The text of a calendar file.</param>
    /// <exception cref="JsonException">The text is not a calendar document.</exception>
    public static CalendarDefinition Parse(string json) =>
        JsonSerializer.Deserialize(json, CalendarJson.Default.CalendarDefinition)
        ?? throw new JsonException("Expected a calendar object but found null.");
}

/// <summary>Dates, first and last included, that have a week of their own.</summary>
/// <param name="Name">What the period is, such as Ramadan.</param>
/// <param name="From">First local date.</param>
/// <param name="To">Last local date.</param>
/// <param name="Week">Open windows in the period. A weekday that is missing is closed.</param>
public sealed record CalendarPeriod(
    string Name, DateOnly From, DateOnly To, IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkingWindow>> Week);

/// <summary>A closed day.</summary>
/// <param name="Date">The local date.</param>
/// <param name="Name">Its name, as people read it.</param>
/// <param name="Kind">Why it is closed.</param>
public sealed record Holiday(DateOnly Date, string Name, HolidayKind Kind = HolidayKind.Nasional);

/// <summary>Why a day is closed: both kinds close it all the same, and people want to see which it is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HolidayKind>))]
public enum HolidayKind
{
    /// <summary>A national holiday.</summary>
    [JsonStringEnumMemberName("nasional")] Nasional,

    /// <summary>Collective leave, set each year by joint decree.</summary>
    [JsonStringEnumMemberName("cutiBersama")] CutiBersama,
}

/// <summary>Source-generated reader and writer of calendar documents.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DictionaryKeyPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CalendarDefinition))]
internal sealed partial class CalendarJson : JsonSerializerContext;
