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
    [InlineData("2026-02-17 15:30:00", "01:00:00", "2026-02-18 09:00:00", "begun on Imlek, a holiday: an hour of the first Ramadan morning")]
    [InlineData("2026-02-18 15:00:00", "01:00:00", "2026-02-19 08:30:00", "Ramadan closes at 15:30, not at 16:00")]
    [InlineData("2026-02-19 11:50:00", "00:30:00", "2026-02-19 12:50:00", "the Ramadan break of a Thursday is half an hour")]
    [InlineData("2026-02-20 13:30:00", "01:00:00", "2026-02-23 08:30:00", "a Ramadan Friday closes at 14:00")]
    [InlineData("2026-03-16 15:15:00", "00:30:00", "2026-03-17 08:15:00", "the last but one day of Ramadan hours before the holidays")]
    [InlineData("2026-03-17 15:15:00", "00:30:00", "2026-03-25 08:15:00", "Ramadan hours at the start, ordinary ones after Idulfitri")]
    [InlineData("2026-02-13 14:45:00", "00:30:00", "2026-02-18 08:15:00", "weekend, cuti bersama on Monday 16 and Imlek on Tuesday 17 February")]
    [InlineData("2026-12-23 15:59:59", "00:00:02", "2026-12-28 08:00:01", "one second before, one after cuti bersama 24 and Natal 25 December")]
    public void In_Ramadan_the_shorter_hours_count(string start, string working, string due, string because)
    {
        var time = TimeSpan.Parse(working, CultureInfo.InvariantCulture);
        Ramadan.DueAt(Local(start), time).ShouldBe(Local(due), because);
        Ramadan.Elapsed(Local(start), Local(due)).ShouldBe(time, because);
    }

    [Theory]
    [InlineData("Asia/Makassar", 8, "2026-11-20 10:20:00", "00:30:00", "2026-11-20 12:20:00", "11:20 WITA is 10:20 WIB")]
    [InlineData("Asia/Jayapura", 9, "2026-11-20 09:20:00", "00:30:00", "2026-11-20 11:20:00", "11:20 WIT is 09:20 WIB")]
    [InlineData("Asia/Jayapura", 9, "2026-11-20 13:00:00", "00:30:00", "2026-11-23 06:30:00", "15:00 WIT: closed; Monday 08:30 WIT is 06:30 WIB")]
    [InlineData("Asia/Makassar", 8, "2026-12-31 14:50:00", "00:20:00", "2027-01-01 07:10:00", "over the year's end, while 2027 has no holidays yet")]
    public void An_office_further_east_opens_earlier(string zone, int offset, string start, string working, string due, string because)
    {
        var office = new WorkingCalendar(OfficeCalendars.Embedded("kepri") with { Zone = zone });
        office.DueAt(Local(start), TimeSpan.Parse(working, CultureInfo.InvariantCulture)).ShouldBe(Local(due), because);
        office.ToLocal(Local(start)).Offset.ShouldBe(TimeSpan.FromHours(offset));
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

    /// <summary>The printed hours with those of Ramadan, 18 February to 19 March 2026: Mon-Thu 08:00-12:00 and 12:30-15:30, Fri 08:00-11:30 and 13:00-14:00.</summary>
    private static WorkingCalendar Ramadan { get; } = new(OfficeCalendars.Embedded("kepri") with
    {
        Periods =
        [
            new("Ramadan 1447 H", new(2026, 2, 18), new(2026, 3, 19), Enum.GetValues<DayOfWeek>().Where(d => d is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                .ToDictionary(d => d, IReadOnlyList<WorkingWindow> (d) => d == DayOfWeek.Friday
                    ? [WorkingWindow.Parse("08:00-11:30"), WorkingWindow.Parse("13:00-14:00")]
                    : [WorkingWindow.Parse("08:00-12:00"), WorkingWindow.Parse("12:30-15:30")])),
        ],
    });

    private static WorkingCalendar Nights { get; } = new(new("nights", "Europe/Amsterdam",
        Enum.GetValues<DayOfWeek>().ToDictionary(d => d, IReadOnlyList<WorkingWindow> (_) => [WorkingWindow.Parse("00:00-02:30"), WorkingWindow.Parse("02:30-06:00")]), []));

    private static DateTimeOffset Local(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), Wib);
}
