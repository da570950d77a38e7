using System.Text.Json;
using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Recalculation;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Features.Calendars;

/// <summary>A calendar in a list.</summary>
/// <param name="Id">Which calendar.</param>
/// <param name="Revision">Its current revision.</param>
/// <param name="Name">The office, as people read it.</param>
/// <param name="Zone">IANA name of its time zone.</param>
/// <param name="Roles">The roles that have it as their own; every other role has <c>kantor</c>.</param>
/// <param name="ChangedByName">Who stored the revision.</param>
/// <param name="ChangedAt">When.</param>
public sealed record CalendarListItem(string Id, int Revision, string Name, string Zone, IReadOnlyList<string> Roles, string ChangedByName, DateTimeOffset ChangedAt);

/// <summary>All calendars; an office has a handful.</summary>
/// <param name="Items">By id.</param>
public sealed record CalendarList(IReadOnlyList<CalendarListItem> Items);

/// <summary>A revision of a calendar.</summary>
/// <param name="Id">Which calendar.</param>
/// <param name="Revision">Which revision.</param>
/// <param name="IsCurrent">Whether it counts now.</param>
/// <param name="Document">The calendar.</param>
/// <param name="Note">Why it was changed.</param>
/// <param name="ChangedByName">Who stored it.</param>
/// <param name="ChangedAt">When.</param>
public sealed record CalendarView(
    string Id, int Revision, bool IsCurrent, JsonElement Document, string? Note, string ChangedByName, DateTimeOffset ChangedAt)
{
    internal static CalendarView Of(CalendarRow row) =>
        new(row.Id, row.Revision, row.IsCurrent, JsonElement.Parse(row.Document), row.Note, row.ChangedByName, row.ChangedAt);
}

/// <summary>A revision in a calendar's history.</summary>
/// <param name="Revision">Which revision.</param>
/// <param name="IsCurrent">Whether it counts now.</param>
/// <param name="Note">Why it was changed.</param>
/// <param name="ChangedByName">Who stored it.</param>
/// <param name="ChangedAt">When.</param>
public sealed record CalendarHistoryItem(int Revision, bool IsCurrent, string? Note, string ChangedByName, DateTimeOffset ChangedAt);

/// <summary>What a change of a calendar would do; nothing is stored.</summary>
/// <param name="FromRevision">The revision compared with; 0 for a new calendar. Send it as <c>If-Match</c> when applying.</param>
/// <param name="HoursChange">True when the hours, the zone or a period change.</param>
/// <param name="Holidays">Holidays added, removed and renamed.</param>
/// <param name="Affected">Open tasks whose due time would move.</param>
/// <param name="Next">Give it as <c>after</c> for the next page of them; null on the last.</param>
public sealed record CalendarPreview(int FromRevision, bool HoursChange, HolidayChanges Holidays, IReadOnlyList<AffectedTask> Affected, string? Next);

/// <summary>A change that was stored.</summary>
/// <param name="Revision">The revision now.</param>
/// <param name="RecalculationId">The recalculation of open tasks that follows it; null when nothing changed.</param>
public sealed record ChangeStored(int Revision, string? RecalculationId);

/// <summary>A calendar to be.</summary>
/// <param name="Document">The calendar.</param>
/// <param name="Note">Why it is changed, at most 2,000 characters.</param>
public sealed record CalendarRequest(JsonElement Document, string? Note = null);

/// <summary>A file of holidays.</summary>
/// <param name="Format"><c>csv</c> or <c>ics</c>.</param>
/// <param name="Text">The file's text.</param>
/// <param name="Except">Dates of the file that are not taken: observances that are no official holidays.</param>
/// <param name="Note">Why, at most 2,000 characters.</param>
public sealed record HolidayImportRequest(string? Format, string? Text, IReadOnlyList<DateOnly>? Except = null, string? Note = null);
