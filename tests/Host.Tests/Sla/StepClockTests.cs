using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Clocks;
using Alur.Host.Sla.Deadlines;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Storage;
using CsCheck;

namespace Alur.Host.Tests.Sla;

/// <summary>The clock of a step with pauses: by hand, and against a walk through every second.</summary>
public sealed class StepClockTests
{
    private static readonly DateTimeOffset Friday = new(2026, 11, 20, 14, 50, 0, TimeSpan.FromHours(7));

    [Fact]
    public void Pausing_over_a_weekend_adds_nothing()
    {
        // Begun 14:50, paused 14:55 until Monday 09:00: five minutes are used, 25 are left.
        var clock = new StepClock(OfficeCalendars.Kepri, Friday, [(Friday.AddMinutes(5), new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(7)))], null);
        clock.UsedBy(new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(7))).ShouldBe(300);
        clock.InstantOf(1_800).ShouldBe(new(2026, 11, 23, 9, 25, 0, TimeSpan.FromHours(7)));
    }

    [Fact]
    public void A_pause_outside_working_hours_moves_nothing() =>
        new StepClock(OfficeCalendars.Kepri, Friday, [(Friday.AddHours(1), Friday.AddHours(60))], null).InstantOf(1_800)
            .ShouldBe(OfficeCalendars.Kepri.DueAt(Friday, TimeSpan.FromMinutes(30)));

    [Fact]
    public void A_clock_that_stands_has_no_moment_for_what_it_has_not_counted()
    {
        var clock = new StepClock(OfficeCalendars.Kepri, Friday, [], Friday.AddMinutes(5));
        clock.InstantOf(301).ShouldBeNull();
        clock.InstantOf(300).ShouldBe(Friday.AddMinutes(5));
        clock.UsedBy(Friday.AddDays(30)).ShouldBe(300);
    }

    [Fact]
    public void What_an_office_that_hardly_opens_never_comes_to_has_no_moment()
    {
        var seldom = new WorkingCalendar(OfficeCalendars.Embedded("kepri") with
        {
            Week = new Dictionary<DayOfWeek, IReadOnlyList<WorkingWindow>> { [DayOfWeek.Monday] = [new(8 * 3600, 9 * 3600)] },
        });
        new StepClock(seldom, Friday, [], null).InstantOf((long)WorkingCalendar.Longest.TotalSeconds).ShouldBeNull();
        new StepClock(seldom, Friday, [], null).InstantOf(3_600).ShouldBe(new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(7)));
    }

    /// <summary>What happens to an open step, each some seconds after the one before.</summary>
    private static readonly Gen<(int After, int What)[]> Lives = Gen.Select(Gen.Int[0, 40_000], Gen.Int[0, 4]).Array[0, 14];

    [Fact]
    public void Used_time_after_any_life_is_what_a_walk_through_every_second_counts() => Lives.Sample(life =>
    {
        var planner = new DeadlinePlanner(new(OfficeCalendars.Kepri), new IdSource(TimeProvider.System));
        CalendarDefinition[] calendars = [OfficeCalendars.Embedded("kepri"), OfficeCalendars.Embedded("kepri") with { Zone = "Asia/Jayapura" }];
        int[] budgets = [1_800, 20_000];
        var (calendar, budget) = (0, 0);
        var task = Samples.Task("a", openedAt: Friday);
        var (now, ran) = (Friday, new List<(DateTimeOffset From, DateTimeOffset To)>());
        var runningSince = (DateTimeOffset?)Friday;
        // As each of the changes below does: the due time is planned anew.
        void Plan() => planner.Plan(TimeRules.Of(new(calendars[calendar])), task, TimeSpan.FromSeconds(budgets[budget])).Into(task);
        Plan();
        foreach (var (after, what) in life)
        {
            now = now.AddSeconds(after);
            switch (what)
            {
                case 0 when task.PausedAt is null:
                    task.PausedAt = now;
                    ran.Add((runningSince!.Value, now));
                    runningSince = null;
                    break;
                case 1 when task.PausedAt is { } since:
                    (task.PausedAt, task.Pauses) = (null, Spans.With(task.Pauses, since, now));
                    runningSince = now;
                    break;
                case 2:
                    calendar = 1 - calendar;
                    break;
                case 3:
                    budget = 1 - budget;
                    break;
                default:
                    break;
            }
            Plan();
        }
        now = now.AddSeconds(500);
        if (runningSince is { } open) ran.Add((open, now));

        var naive = new NaiveSeconds(calendars[calendar], TimeSpan.FromHours(calendar == 0 ? 7 : 9));
        var expected = ran.Sum(span => naive.Open(span.From, span.To));
        StepClock.Of(new(calendars[calendar]), task).UsedBy(now).ShouldBe(expected);

        // And the due time is the moment at which that walk has counted the budget.
        if (task.DueAt is { } due)
        {
            var counted = 0;
            foreach (var (from, to) in ran.SkipLast(task.PausedAt is null ? 1 : 0)) counted += naive.Open(from, to < due ? to : due > from ? due : from);
            if (task.PausedAt is null && due > ran[^1].From) counted += naive.Open(ran[^1].From, due);
            counted.ShouldBe(budgets[budget]);
        }
        else
        {
            expected.ShouldBeLessThan(budgets[budget], "only a clock that stands short of its budget has no due time");
            task.PausedAt.ShouldNotBeNull();
        }
    }, iter: 300);

    /// <summary>Counts open seconds by looking at each; shares nothing with the calculator but the definition's lists.</summary>
    private sealed class NaiveSeconds(CalendarDefinition definition, TimeSpan offset)
    {
        public int Open(DateTimeOffset from, DateTimeOffset to)
        {
            var (open, end) = (0, to.ToOffset(offset).DateTime);
            var (day, windows) = (DateTime.MinValue, (IReadOnlyList<WorkingWindow>)[]);
            for (var local = from.ToOffset(offset).DateTime; local < end; local = local.AddSeconds(1))
            {
                if (local.Date != day) (day, windows) = (local.Date, [.. definition.WindowsOn(DateOnly.FromDateTime(local))]);
                var second = (int)local.TimeOfDay.TotalSeconds;
                foreach (var window in windows)
                    if (window.From <= second && second < window.To) open++;
            }
            return open;
        }
    }
}
