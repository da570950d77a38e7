using Alur.Host.Sla.Policies;

namespace Alur.Host.Sla.Calendars;

/// <summary>A calendar as it stood at one revision, ready for calculating.</summary>
/// <param name="Id">Which calendar.</param>
/// <param name="Revision">Its revision, from 1.</param>
/// <param name="Calendar">The calculator.</param>
public sealed record CalendarRevision(string Id, int Revision, WorkingCalendar Calendar);

/// <summary>The SLA policy as it stood at one revision.</summary>
/// <param name="Revision">Its revision, from 1.</param>
/// <param name="Policy">Its rules.</param>
public sealed record PolicyRevision(int Revision, SlaPolicy Policy)
{
    /// <summary>The policy that ships with the product.</summary>
    public static PolicyRevision Shipped { get; } = new(1, SlaPolicy.Empty);
}

/// <summary>Everything that a due time is computed from, as it stood at one moment. Immutable, so that a decision sees one state of it.</summary>
public sealed class TimeRules
{
    /// <summary>The calendar of every role that has none of its own.</summary>
    public const string OfficeCalendar = "kantor";

    private readonly IReadOnlyDictionary<string, CalendarRevision> _calendars;
    private readonly IReadOnlyDictionary<string, string> _roles;
    private readonly CalendarRevision _office;

    /// <summary>Rules out of their parts.</summary>
    /// <param name="calendars">The current revision of every calendar by id; <see cref="OfficeCalendar"/> among them.</param>
    /// <param name="roles">The calendar's id of each role that has one of its own.</param>
    /// <param name="policy">The SLA policy.</param>
    public TimeRules(IReadOnlyDictionary<string, CalendarRevision> calendars, IReadOnlyDictionary<string, string> roles, PolicyRevision policy)
    {
        Policy = policy;
        _calendars = calendars;
        _roles = roles;
        _office = calendars[OfficeCalendar];
    }

    /// <summary>The SLA policy.</summary>
    public PolicyRevision Policy { get; }

    /// <summary>The current revisions.</summary>
    public IEnumerable<CalendarRevision> Calendars => _calendars.Values;

    /// <summary>The roles with a calendar of their own, and its id.</summary>
    public IReadOnlyDictionary<string, string> Roles => _roles;

    /// <summary>Rules with one calendar for everybody.</summary>
    /// <param name="office">The calendar.</param>
    /// <param name="revision">Its revision.</param>
    public static TimeRules Of(WorkingCalendar office, int revision = 1) =>
        new(new Dictionary<string, CalendarRevision> { [OfficeCalendar] = new(OfficeCalendar, revision, office) }, new Dictionary<string, string>(), PolicyRevision.Shipped);

    /// <summary>The calendar in which a role's time is counted.</summary>
    /// <param name="role">The role, as in the definition.</param>
    public CalendarRevision For(string role) => _roles.TryGetValue(role, out var id) && _calendars.TryGetValue(id, out var own) ? own : _office;

    /// <summary>The current revision of a calendar; null when there is none of that id.</summary>
    /// <param name="id">The calendar.</param>
    public CalendarRevision? Find(string id) => _calendars.GetValueOrDefault(id);

    /// <summary>The rules as they would be with another calendar.</summary>
    /// <param name="calendar">The calendar, new or in place of the one of its id.</param>
    public TimeRules With(CalendarRevision calendar) => new(new Dictionary<string, CalendarRevision>(_calendars) { [calendar.Id] = calendar }, _roles, Policy);

    /// <summary>The rules as they would be if a role had a calendar.</summary>
    /// <param name="role">The role.</param>
    /// <param name="calendarId">A calendar there is.</param>
    public TimeRules WithRole(string role, string calendarId) => new(_calendars, new Dictionary<string, string>(_roles) { [role] = calendarId }, Policy);

    /// <summary>The rules as they would be with another policy.</summary>
    /// <param name="policy">The policy.</param>
    public TimeRules With(PolicyRevision policy) => new(_calendars, _roles, policy);
}
