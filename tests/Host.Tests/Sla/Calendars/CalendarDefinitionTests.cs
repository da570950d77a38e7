using System.Text.Json;
using Alur.Host.Sla.Calendars;

namespace Alur.Host.Tests.Sla.Calendars;

public sealed class CalendarDefinitionTests
{
    [Fact]
    public void The_2026_holidays_of_the_joint_decree_are_all_there()
    {
        var holidays = OfficeCalendars.Embedded("kepri").Holidays;

        Dates(HolidayKind.Nasional).ShouldBe(
            ["01-01", "01-16", "02-17", "03-19", "03-21", "03-22", "04-03", "04-05", "05-01", "05-14", "05-27", "05-31", "06-01", "06-16", "08-17", "08-25", "12-25"]);
        Dates(HolidayKind.CutiBersama).ShouldBe(["02-16", "03-18", "03-20", "03-23", "03-24", "05-15", "05-28", "12-24"]);
        holidays.ShouldAllBe(h => h.Date.Year == 2026);

        IEnumerable<string> Dates(HolidayKind kind) => holidays.Where(h => h.Kind == kind).Select(h => h.Date.ToString("MM-dd"));
    }

    [Fact]
    public void A_period_has_hours_of_its_own_and_a_holiday_in_it_is_still_closed()
    {
        var kepri = OfficeCalendars.Embedded("kepri");
        var ramadan = new CalendarPeriod("Ramadan", new(2026, 2, 18), new(2026, 3, 19),
            new Dictionary<DayOfWeek, IReadOnlyList<WorkingWindow>> { [DayOfWeek.Monday] = [WorkingWindow.Parse("08:00-15:30")] });
        var shorter = kepri with { Periods = [ramadan], Holidays = [new(new(2026, 3, 2), "libur")] };

        shorter.WindowsOn(new(2026, 2, 23)).ShouldBe([WorkingWindow.Parse("08:00-15:30")]);
        shorter.WindowsOn(new(2026, 2, 24)).ShouldBeEmpty("the period's week has no Tuesday");
        shorter.WindowsOn(new(2026, 3, 2)).ShouldBeEmpty("a holiday closes a day of the period too");
        shorter.WindowsOn(new(2026, 3, 23)).ShouldBe(kepri.Week[DayOfWeek.Monday]);
    }

    [Fact]
    public void A_definition_survives_being_written_and_read()
    {
        var kepri = OfficeCalendars.Embedded("kepri");
        var text = JsonSerializer.Serialize(kepri, CalendarJson.Default.CalendarDefinition);
        var again = CalendarDefinition.Parse(text);

        JsonSerializer.Serialize(again, CalendarJson.Default.CalendarDefinition).ShouldBe(text);
        again.WindowsOn(new(2026, 11, 20)).ShouldBe([WorkingWindow.Parse("08:00-11:30"), WorkingWindow.Parse("13:00-15:00")]);
    }

    [Fact]
    public void Every_mistake_is_reported_at_once_with_its_place()
    {
        var wrong = CalendarDefinition.Parse("""
            { "name": "x", "zone": "Asia/Tanjungpinang",
              "week": { "monday": ["08:00-12:00", "11:00-16:00"], "tuesday": ["16:00-08:00"] },
              "periods": [
                { "name": "a", "from": "2026-02-10", "to": "2026-02-01", "week": {} },
                { "name": "b", "from": "2026-03-01", "to": "2026-03-20", "week": { "friday": ["09:00-09:00"] } },
                { "name": "c", "from": "2026-03-20", "to": "2026-03-25", "week": {} } ],
              "holidays": [] }
            """);

        Should.Throw<CalendarException>(() => new WorkingCalendar(wrong)).Problems.Select(p => p.Path)
            .ShouldBe(["$.zone", "$.week.monday[1]", "$.week.tuesday[0]", "$.periods[0]", "$.periods[1].week.friday[0]", "$.periods[2]"]);
    }

    [Fact]
    public void A_week_without_an_open_window_is_refused_since_nothing_could_ever_be_due() =>
        CalendarCheck.Problems(CalendarDefinition.Parse("""{ "name": "x", "zone": "Asia/Jakarta", "week": { "monday": [] }, "holidays": [] }"""))
            .ShouldHaveSingleItem().Path.ShouldBe("$.week");

    [Theory]
    [InlineData("""{ "name": "x", "zone": "Asia/Jakarta", "week": { "monday": ["8-12"] }, "holidays": [] }""")]
    [InlineData("""{ "name": "x", "zone": "Asia/Jakarta", "week": { "monday": ["25:00-26:00"] }, "holidays": [] }""")]
    [InlineData("""{ "name": "x", "zone": "Asia/Jakarta", "week": { "monday": [8] }, "holidays": [] }""")]
    [InlineData("""{ "name": "x", "zone": "Asia/Jakarta", "week": { "payday": [] }, "holidays": [] }""")]
    [InlineData("""{ "name": "x", "zone": "Asia/Jakarta", "holidays": [] }""")]
    [InlineData("null")]
    public void A_text_that_is_no_calendar_is_a_json_error(string json) => Should.Throw<JsonException>(() => CalendarDefinition.Parse(json));
}
