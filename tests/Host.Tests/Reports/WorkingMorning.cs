using Alur.Host.Clock;
using Alur.Host.Sla.Calendars;

namespace Alur.Host.Tests.Reports;

/// <summary>A moment from which the working time of some days is known, whenever the tests run.</summary>
internal static class WorkingMorning
{
    /// <summary>Moves the clock to the next Monday, 08:30 by the office's clock, in a year for which the shipped calendar knows no holiday.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="notBefore">Not before this date; null for whatever comes next.</param>
    public static void MoveToWorkingMorning(this AdjustableTimeProvider clock, DateOnly? notBefore = null)
    {
        var office = OfficeCalendars.Kepri;
        var date = DateOnly.FromDateTime(office.ToLocal(clock.GetUtcNow()).Date).AddDays(1);
        foreach (var earliest in (DateOnly[])[new(2027, 1, 1), notBefore ?? date])
            if (date < earliest) date = earliest;
        while (date.DayOfWeek != DayOfWeek.Monday) date = date.AddDays(1);
        clock.MoveTo(clock.Offset + (office.StartOf(date).AddHours(8.5) - clock.GetUtcNow()));
    }
}
