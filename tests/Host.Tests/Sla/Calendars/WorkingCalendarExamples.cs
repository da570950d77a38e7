using System.Globalization;
using Alur.Host.Sla.Calendars;

namespace Alur.Host.Tests.Sla.Calendars;

/// <summary>Worked by hand against the printed hours: Mon-Thu 08:00-12:00 and 13:00-16:00, Fri 08:00-11:30 and 13:00-15:00, WIB.</summary>
public sealed class WorkingCalendarExamples
{
    private static readonly TimeSpan Wib = TimeSpan.FromHours(7);

    [Theory]
    [InlineData("2026-11-20 11:20:00", "00:30:00", "2026-11-20 13:20:00", "Friday: 10 minutes before the break, 20 after it")]
    [InlineData("2026-11-20 14:50:00", "00:30:00", "2026-11-23 08:20:00", "over the weekend")]
    [InlineData("2026-11-23 11:50:00", "00:15:00", "2026-11-23 13:05:00", "over the lunch break of a Monday")]
    [InlineData("2026-11-23 12:30:00", "00:15:00", "2026-11-23 13:15:00", "begun in a break: counts from its end")]
    [InlineData("2026-11-21 10:00:00", "00:30:00", "2026-11-23 08:30:00", "begun on a Saturday")]
    [InlineData("2026-11-22 23:59:59", "00:15:00", "2026-11-23 08:15:00", "begun in the last second of a Sunday")]
    [InlineData("2026-08-17 09:00:00", "00:15:00", "2026-08-18 08:15:00", "begun on Independence Day, a Monday")]
    [InlineData("2026-11-23 16:00:00", "00:30:00", "2026-11-24 08:30:00", "begun exactly at closing")]
    [InlineData("2026-11-23 12:00:00", "00:30:00", "2026-11-23 13:30:00", "begun exactly as the break starts")]
    [InlineData("2026-11-23 08:00:00", "00:30:00", "2026-11-23 08:30:00", "begun exactly at opening")]
    [InlineData("2026-11-23 15:30:00", "00:30:00", "2026-11-23 16:00:00", "used up exactly at closing: due at closing, not next morning")]
    [InlineData("2026-11-23 11:30:00", "00:30:00", "2026-11-23 12:00:00", "used up exactly as the break starts")]
    [InlineData("2026-11-20 14:30:00", "00:30:00", "2026-11-20 15:00:00", "used up exactly at the week's end")]
    [InlineData("2026-11-23 07:00:00", "00:15:00", "2026-11-23 08:15:00", "begun before opening")]
    [InlineData("2026-11-23 23:59:59", "00:00:01", "2026-11-24 08:00:01", "one second, begun at night")]
    [InlineData("2026-11-23 11:59:59", "00:00:01", "2026-11-23 12:00:00", "the last second before the break")]
    [InlineData("2026-11-23 11:59:59", "00:00:02", "2026-11-23 13:00:01", "one second before the break and one after it")]
    [InlineData("2026-11-21 10:00:00", "00:00:00", "2026-11-21 10:00:00", "no time at all is due at once, even on a Saturday")]
    [InlineData("2026-12-23 15:45:00", "00:30:00", "2026-12-28 08:15:00", "over the Christmas leave, Christmas and a weekend")]
    [InlineData("2026-03-17 15:30:00", "00:45:00", "2026-03-25 08:15:00", "over Nyepi and Idulfitri: 18 to 24 March are closed")]
    [InlineData("2026-05-13 15:50:00", "00:20:00", "2026-05-18 08:10:00", "over Ascension Day, the leave after it and a weekend")]
    [InlineData("2025-12-31 15:50:00", "00:20:00", "2026-01-02 08:10:00", "over New Year's Day")]
    [InlineData("2026-11-23 08:00:00", "07:00:00", "2026-11-23 16:00:00", "a whole Monday")]
    [InlineData("2026-11-23 08:00:00", "07:00:01", "2026-11-24 08:00:01", "a whole Monday and a second")]
    [InlineData("2026-11-20 08:00:00", "05:30:00", "2026-11-20 15:00:00", "a whole Friday")]
    [InlineData("2026-11-23 08:00:00", "1.09:30:00", "2026-11-27 15:00:00", "a whole week: 4 x 7 + 5.5 = 33.5 hours")]
    [InlineData("2026-11-23 16:30:00", "1.09:30:00", "2026-11-30 16:00:00", "the week from Tuesday to the next Monday")]
    [InlineData("2026-11-20 11:20:00.9", "00:30:00", "2026-11-20 13:20:00", "a fraction of a second is not counted")]
    public void A_due_time_is_what_a_person_works_out_with_the_printed_hours(string start, string working, string due, string because)
    {
        var from = Local(start);
        var time = TimeSpan.Parse(working, CultureInfo.InvariantCulture);

        OfficeCalendars.Kepri.DueAt(from, time).ShouldBe(Local(due), because);
        OfficeCalendars.Kepri.Elapsed(from, Local(due)).ShouldBe(time, because);
    }

    [Theory]
    [InlineData("2026-11-23 16:00:00", "04:00:00", "2026-11-24 10:00:00")]
    [InlineData("2026-11-23 17:00:00", "04:00:00", "2026-11-24 11:00:00")]
    [InlineData("2026-11-23 17:00:00", "03:00:00", "2026-11-24 10:00:00")]
    public void An_office_open_from_8_to_18_carries_four_hours_to_the_next_morning(string start, string working, string due) =>
        EightToSix.DueAt(Local(start), TimeSpan.Parse(working, CultureInfo.InvariantCulture)).ShouldBe(Local(due));

    [Fact]
    public void A_weekend_between_two_instants_adds_nothing() =>
        OfficeCalendars.Kepri.Elapsed(Local("2026-11-20 15:00:00"), Local("2026-11-23 08:00:00")).ShouldBe(TimeSpan.Zero);

    [Fact]
    public void Time_counted_backwards_is_negative() =>
        OfficeCalendars.Kepri.Elapsed(Local("2026-11-23 09:00:00"), Local("2026-11-23 08:30:00")).ShouldBe(TimeSpan.FromMinutes(-30));

    [Fact]
    public void The_answer_does_not_depend_on_the_offset_the_start_is_written_in() =>
        OfficeCalendars.Kepri.DueAt(new(2026, 11, 20, 4, 20, 0, TimeSpan.Zero), TimeSpan.FromMinutes(30)).ShouldBe(Local("2026-11-20 13:20:00"));

    [Fact]
    public void An_hour_that_the_clocks_jump_over_is_not_working_time() =>
        // 29 March 2026, Amsterdam: 02:00 becomes 03:00.
        Nights.DueAt(new(2026, 3, 29, 0, 0, 0, TimeSpan.FromHours(1)), TimeSpan.FromHours(3)).ShouldBe(new(2026, 3, 29, 4, 0, 0, TimeSpan.FromHours(2)));

    [Fact]
    public void An_hour_that_happens_twice_is_worked_twice() =>
        // 25 October 2026, Amsterdam: 03:00 becomes 02:00.
        Nights.Elapsed(new(2026, 10, 24, 22, 0, 0, TimeSpan.Zero), new(2026, 10, 25, 5, 0, 0, TimeSpan.Zero)).ShouldBe(TimeSpan.FromHours(7));

    [Fact]
    public void Working_time_that_is_negative_or_absurd_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => OfficeCalendars.Kepri.DueAt(Local("2026-11-23 09:00:00"), TimeSpan.FromSeconds(-1)));
        Should.Throw<ArgumentOutOfRangeException>(() => OfficeCalendars.Kepri.DueAt(Local("2026-11-23 09:00:00"), WorkingCalendar.Longest + TimeSpan.FromSeconds(1)));
    }

    private static WorkingCalendar EightToSix { get; } = new(new("8-18", "Asia/Jakarta",
        Enum.GetValues<DayOfWeek>().Where(d => d is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .ToDictionary(d => d, IReadOnlyList<WorkingWindow> (_) => [WorkingWindow.Parse("08:00-18:00")]), []));

    private static WorkingCalendar Nights { get; } = new(new("nights", "Europe/Amsterdam",
        Enum.GetValues<DayOfWeek>().ToDictionary(d => d, IReadOnlyList<WorkingWindow> (_) => [WorkingWindow.Parse("00:00-02:30"), WorkingWindow.Parse("02:30-06:00")]), []));

    private static DateTimeOffset Local(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), Wib);
}
