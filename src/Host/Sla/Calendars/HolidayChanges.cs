namespace Alur.Host.Sla.Calendars;

/// <summary>A holiday that is called or counted otherwise than before.</summary>
/// <param name="Date">The date, which is the same.</param>
/// <param name="From">What it was.</param>
/// <param name="To">What it becomes.</param>
public sealed record HolidayRename(DateOnly Date, Holiday From, Holiday To);

/// <summary>What another list of holidays changes.</summary>
/// <param name="Added">Days that become holidays, by date.</param>
/// <param name="Removed">Days that no longer are.</param>
/// <param name="Renamed">Days that stay holidays under another name or kind.</param>
public sealed record HolidayChanges(IReadOnlyList<Holiday> Added, IReadOnlyList<Holiday> Removed, IReadOnlyList<HolidayRename> Renamed)
{
    /// <summary>True when nothing changes.</summary>
    public bool IsEmpty => Added.Count + Removed.Count + Renamed.Count == 0;

    /// <summary>Compares two lists, each with a date at most once.</summary>
    /// <param name="before">The present list.</param>
    /// <param name="after">The list to be.</param>
    public static HolidayChanges Between(IEnumerable<Holiday> before, IEnumerable<Holiday> after)
    {
        var (old, fresh) = (before.ToDictionary(h => h.Date), after.ToDictionary(h => h.Date));
        return new(
            [.. fresh.Values.Where(h => !old.ContainsKey(h.Date)).OrderBy(h => h.Date)],
            [.. old.Values.Where(h => !fresh.ContainsKey(h.Date)).OrderBy(h => h.Date)],
            [
                .. from holiday in fresh.Values
                   where old.TryGetValue(holiday.Date, out var was) && was != holiday
                   orderby holiday.Date
                   select new HolidayRename(holiday.Date, old[holiday.Date], holiday),
            ]);
    }
}
