namespace Alur.Host.Storage.Rows;

/// <summary>Which calendar the time of a role is counted in. A role without a row has the office's.</summary>
public sealed class RoleCalendarRow
{
    /// <summary>The role, as in the definition.</summary>
    public required string Role { get; set; }

    /// <summary>Its calendar.</summary>
    public required string CalendarId { get; set; }

    /// <summary>Number of assignments so far, from 1.</summary>
    public required int Revision { get; set; }

    /// <summary>The user who assigned it.</summary>
    public required string ChangedById { get; set; }

    /// <summary>That user's name at the time.</summary>
    public required string ChangedByName { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}
