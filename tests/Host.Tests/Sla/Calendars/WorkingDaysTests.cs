using System.Globalization;
using Alur.Host.Sla.Calendars;

namespace Alur.Host.Tests.Sla.Calendars;

/// <summary>Working days counted by hand.</summary>
public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData("2026-11-20 14:00:00", 1, "2026-11-23 14:00:00", "Friday: the same time on Monday")]
    [InlineData("2026-11-20 14:00:00", 3, "2026-11-25 14:00:00", "Monday, Tuesday, Wednesday")]
    [InlineData("2026-11-19 15:30:00", 1, "2026-11-20 15:00:00", "a Friday closes at 15:00")]
    [InlineData("2026-11-21 10:00:00", 1, "2026-11-24 08:00:00", "a Saturday counts from Monday's opening")]
    [InlineData("2026-11-23 16:00:00", 1, "2026-11-25 08:00:00", "at closing counts from the next opening")]
    [InlineData("2026-11-23 06:00:00", 1, "2026-11-24 08:00:00", "before opening counts from the opening")]
    [InlineData("2026-11-23 12:30:00", 1, "2026-11-24 12:30:00", "a break is within the office's day")]
    [InlineData("2026-12-23 10:00:00", 1, "2026-12-28 10:00:00", "over cuti bersama, Natal and a weekend")]
    [InlineData("2026-03-17 10:00:00", 3, "2026-03-27 10:00:00", "18 to 24 March are closed")]
    [InlineData("2026-11-23 10:00:00", 0, "2026-11-23 10:00:00", "no days")]
    public void So_many_working_days_later(string start, int days, string expected, string because) =>
        WorkingDays.Add(OfficeCalendars.Kepri, Local(start), days).ShouldBe(Local(expected), because);

    private static DateTimeOffset Local(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.FromHours(7));
}
