using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Deadlines;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Storage;

namespace Alur.Host.Tests.Sla.Calendars;

/// <summary>Nights in which a zone's clocks change: hours that do not exist are not counted, hours that come twice are counted twice, and no deadline overtakes another.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    [InlineData("Europe/Rome", "2026-03-29")]
    [InlineData("Europe/Rome", "2026-10-25")]
    [InlineData("America/New_York", "2026-03-08")]
    [InlineData("America/New_York", "2026-11-01")]
    [InlineData("Australia/Lord_Howe", "2026-04-05")]
    [InlineData("Australia/Lord_Howe", "2026-10-04")]
    [InlineData("Asia/Jakarta", "2026-11-22")]
    public void Deadlines_are_where_a_walk_through_every_real_minute_finds_them(string zone, string night)
    {
        // Open through the night from 22 to 5 and for an hour by day, so that the change lies inside a window.
        IReadOnlyList<WorkingWindow> windows = [new(0, 5 * 3600), new(12 * 3600, 13 * 3600), new(22 * 3600, WorkingWindow.EndOfDay)];
        var calendar = new WorkingCalendar(new CalendarDefinition("uji", zone, Enum.GetValues<DayOfWeek>().ToDictionary(day => day, _ => windows), []));
        var planner = new DeadlinePlanner(new OfficeCalendars(calendar), new IdSource(TimeProvider.System));
        var local = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var change = DateTimeOffset.Parse(night + "T00:00:00Z");
        for (var opened = change.AddHours(-30); opened < change.AddHours(30); opened = opened.AddMinutes(23))
        {
            var plan = planner.Plan(Samples.Task("a", openedAt: opened), TimeSpan.FromMinutes(200));

            var (warning, breach) = (plan.Rows.Single(row => row.Kind == DeadlineKind.Warning).DueAt, plan.Rows.Single(row => row.Kind == DeadlineKind.Breach).DueAt);
            (warning, breach).ShouldBe((Walk(opened, 160), Walk(opened, 200)), $"opened {opened:u}");
            warning.ShouldBeLessThan(breach);
        }

        DateTimeOffset Walk(DateTimeOffset from, int minutes)
        {
            for (var minute = from; ; minute = minute.AddMinutes(1))
            {
                var second = (int)TimeZoneInfo.ConvertTime(minute, local).TimeOfDay.TotalSeconds;
                if (windows.Any(window => window.From <= second && second < window.To) && --minutes == 0) return minute.AddMinutes(1);
            }
        }
    }
}
