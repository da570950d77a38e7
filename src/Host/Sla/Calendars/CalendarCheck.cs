namespace Alur.Host.Sla.Calendars;

/// <summary>One thing that is wrong with a calendar.</summary>
/// <param name="Path">Where: a JSON path into the definition, such as <c>$.week.friday[1]</c>.</param>
/// <param name="Text">What, in Indonesian, for whoever typed it.</param>
public sealed record CalendarProblem(string Path, string Text);

/// <summary>A calendar that cannot be calculated with.</summary>
public sealed class CalendarException(IReadOnlyList<CalendarProblem> problems)
    : Exception("Kalender tidak dapat dipakai: " + string.Join("; ", problems.Select(p => $"{p.Path}: {p.Text}")))
{
    /// <summary>Everything that is wrong, in the order of the definition.</summary>
    public IReadOnlyList<CalendarProblem> Problems { get; } = problems;
}

/// <summary>Finds everything that is wrong with a calendar at once, so that whoever edits it fixes it once.</summary>
public static class CalendarCheck
{
    /// <summary>All problems of a definition; none means a <see cref="WorkingCalendar"/> can be made of it.</summary>
    /// <param name="definition">A definition, from a file or a form.</param>
    public static IReadOnlyList<CalendarProblem> Problems(CalendarDefinition definition)
    {
        var problems = new List<CalendarProblem>();

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(definition.Zone, out _))
            problems.Add(new("$.zone", $"zona waktu '{definition.Zone}' tidak dikenal."));

        AddWeek(definition.Week, "$.week", problems);
        // Holidays and periods end some day; an ordinary week without a window would make every due time unreachable.
        if (!definition.Week.Values.Any(day => day.Any(w => w.From < w.To)))
            problems.Add(new("$.week", "minggu kerja tidak mempunyai satu pun jam buka."));

        var periods = definition.Periods ?? [];
        for (var i = 0; i < periods.Count; i++)
        {
            if (periods[i].From > periods[i].To)
                problems.Add(new($"$.periods[{i}]", $"periode '{periods[i].Name}' berakhir sebelum dimulai."));
            for (var j = 0; j < i; j++)
                if (periods[i].From <= periods[j].To && periods[j].From <= periods[i].To)
                    problems.Add(new($"$.periods[{i}]", $"periode '{periods[i].Name}' tumpang tindih dengan '{periods[j].Name}'."));
            AddWeek(periods[i].Week, $"$.periods[{i}].week", problems);
        }
        return problems;
    }

    private static void AddWeek(IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkingWindow>> week, string path, List<CalendarProblem> problems)
    {
        foreach (var (day, windows) in week.OrderBy(d => d.Key))
        {
            var at = $"{path}.{day.ToString().ToLowerInvariant()}";
            for (var i = 0; i < windows.Count; i++)
            {
                var window = windows[i];
                if (window.From < 0 || window.To > WorkingWindow.EndOfDay || window.From >= window.To)
                    problems.Add(new($"{at}[{i}]", $"jam {window} harus dibuka sebelum ditutup, dalam hari yang sama."));
                else if (i > 0 && window.From < windows[i - 1].To)
                    problems.Add(new($"{at}[{i}]", $"jam {window} tumpang tindih dengan atau mendahului {windows[i - 1]}."));
            }
        }
    }
}
