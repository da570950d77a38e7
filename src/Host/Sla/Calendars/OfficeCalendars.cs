namespace Alur.Host.Sla.Calendars;

/// <summary>
/// The rules that this process calculates with now. <see cref="CalendarRefresh"/> brings them up to date with the database; until it has, they are the
/// calendar that ships with the product.
/// </summary>
public sealed class OfficeCalendars
{
    private static readonly Lazy<WorkingCalendar> KepriCalendar = new(() => new(Embedded("kepri")));

    private volatile TimeRules _current;

    /// <summary>Rules around one office.</summary>
    /// <param name="office">The calendar of every actor that has none of its own.</param>
    public OfficeCalendars(WorkingCalendar office) => _current = TimeRules.Of(office);

    /// <summary>The Riau Islands provincial government: the hours and the 2026 holidays that ship with the product.</summary>
    public static WorkingCalendar Kepri => KepriCalendar.Value;

    /// <summary>The rules now. Take them once for a decision, so that it sees one state.</summary>
    public TimeRules Current
    {
        get => _current;
        internal set => _current = value;
    }

    /// <summary>The calendar in which an actor's time is counted.</summary>
    /// <param name="role">The actor's role, as in the definition.</param>
    public WorkingCalendar For(string role) => _current.For(role).Calendar;

    /// <summary>A calendar document that ships inside the assembly.</summary>
    /// <param name="name">Its file name without the ending.</param>
    /// <exception cref="ArgumentException">There is no such document.</exception>
    public static CalendarDefinition Embedded(string name)
    {
        using var stream = typeof(OfficeCalendars).Assembly.GetManifestResourceStream($"Calendars/{name}.json")
            ?? throw new ArgumentException($"Expected an embedded calendar but there is none named '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        return CalendarDefinition.Parse(reader.ReadToEnd());
    }
}
