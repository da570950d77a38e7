using Alur.Host.Sla.Calendars;
using CsCheck;

namespace Alur.Host.Tests.Sla.Calendars;

public sealed class WorkingCalendarProperties
{
    private static readonly DateOnly FirstDay = new(2025, 12, 20);

    /// <summary>A calendar whose times are all multiples of a tick, so that the oracle may walk in ticks.</summary>
    private sealed record Office(CalendarDefinition Definition, TimeSpan Offset, int Tick)
    {
        public WorkingCalendar Calendar { get; } = new(Definition);
        public NaiveCalendar Naive { get; } = new(Definition, Offset, Tick);

        public DateTimeOffset At(int ticks) => new(FirstDay.ToDateTime(TimeOnly.MinValue).AddSeconds((long)ticks * Tick), Offset);

        public override string ToString() =>
            $"{Definition.Zone} tick {Tick}: {string.Join(" ", Definition.Week.Select(d => $"{d.Key} {string.Join(",", d.Value)}"))}"
            + $" holidays {string.Join(",", Definition.Holidays.Select(h => h.Date))} periods {string.Join(",", Definition.Periods!.Select(p => $"{p.From}-{p.To}"))}";
    }

    private static Gen<IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkingWindow>>> Week(int tick) =>
        Gen.Int[0, 86_400 / tick].Array[0, 6].Select(IReadOnlyList<WorkingWindow> (cuts) =>
            [.. cuts.Distinct().Order().Chunk(2).Where(c => c.Length == 2).Select(c => new WorkingWindow(c[0] * tick, c[1] * tick))])
        .Array[7].Select(IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkingWindow>> (days) => days.Index().ToDictionary(d => (DayOfWeek)d.Index, d => d.Item));

    private static readonly Gen<Office> Offices =
        from tick in Gen.OneOf(1, 60, 900)
        from week in Week(tick)
        where week.Values.Sum(d => d.Sum(w => w.To - w.From)) > 20_000
        from special in Week(tick)
        from holidays in Gen.Int[0, 400].Array[0, 12]
        from period in Gen.Select(Gen.Int[0, 400], Gen.Int[0, 40])
        from zone in Gen.OneOf(("Asia/Jakarta", 7), ("Asia/Makassar", 8), ("Asia/Jayapura", 9))
        select new Office(new("uji", zone.Item1, week, [.. holidays.Distinct().Select(d => new Holiday(FirstDay.AddDays(d), "libur"))],
            [new("khusus", FirstDay.AddDays(period.Item1), FirstDay.AddDays(period.Item1 + period.Item2), special)]), TimeSpan.FromHours(zone.Item2), tick);

    /// <summary>Ticks from the first day and a working time in ticks, small enough for the oracle's walk.</summary>
    private static readonly Gen<(Office Office, int Start, int Working)> Questions =
        from office in Offices
        from start in Gen.Int[0, (office.Tick == 1 ? 30 : 380) * 86_400 / office.Tick]
        from working in Gen.Int[0, (office.Tick == 1 ? 60_000 : office.Tick == 60 ? 900_000 : 4_000_000) / office.Tick]
        select (office, start, working);

    [Fact]
    public void A_due_time_is_where_a_walk_through_every_tick_arrives() => Questions.Sample(q =>
    {
        var start = q.Office.At(q.Start);
        var working = q.Working * q.Office.Tick;
        q.Office.Calendar.DueAt(start, TimeSpan.FromSeconds(working)).ShouldBe(q.Office.Naive.DueAt(start, working));
    }, iter: 400);

    [Fact]
    public void Elapsed_time_is_what_a_walk_through_every_tick_counts() =>
        Gen.Select(Questions, Gen.Int[0, 3_000]).Sample((q, span) =>
        {
            var from = q.Office.At(q.Start);
            var to = q.Office.At(q.Start + span * (q.Office.Tick == 1 ? 60 : 1));
            q.Office.Calendar.Elapsed(from, to).ShouldBe(TimeSpan.FromSeconds(q.Office.Naive.Elapsed(from, to)));
        }, iter: 400);

    [Fact]
    public void Elapsed_is_the_inverse_of_due() => Spans.Sample(q =>
    {
        var due = q.Office.Calendar.DueAt(q.Start, q.First);
        q.Office.Calendar.Elapsed(q.Start, due).ShouldBe(q.First);
        if (q.First > TimeSpan.Zero) q.Office.Calendar.Elapsed(q.Start, due.AddSeconds(-1)).ShouldBe(q.First - TimeSpan.FromSeconds(1), "it is the first such instant");
    }, iter: 4_000);

    [Fact]
    public void Due_times_add_up_over_any_split() => Spans.Sample(q =>
        q.Office.Calendar.DueAt(q.Office.Calendar.DueAt(q.Start, q.First), q.Second).ShouldBe(q.Office.Calendar.DueAt(q.Start, q.First + q.Second)), iter: 4_000);

    [Fact]
    public void Elapsed_time_adds_up_over_any_split() => Spans.Sample(q =>
    {
        var middle = q.Start + q.First;
        var end = middle - q.Second;
        (q.Office.Calendar.Elapsed(q.Start, middle) + q.Office.Calendar.Elapsed(middle, end)).ShouldBe(q.Office.Calendar.Elapsed(q.Start, end));
    }, iter: 4_000);

    [Fact]
    public void A_later_start_or_more_work_is_never_due_earlier() => Spans.Sample(q =>
    {
        var due = q.Office.Calendar.DueAt(q.Start, q.First);
        q.Office.Calendar.DueAt(q.Start + q.Second, q.First).ShouldBeGreaterThanOrEqualTo(due);
        q.Office.Calendar.DueAt(q.Start, q.First + q.Second).ShouldBeGreaterThanOrEqualTo(due);
    }, iter: 4_000);

    [Fact]
    public void A_due_time_never_lies_inside_a_closed_window() => Spans.Sample(q =>
    {
        var due = q.Office.Calendar.DueAt(q.Start, q.First + TimeSpan.FromSeconds(1));
        q.Office.Naive.Open(due.ToOffset(q.Office.Offset).DateTime.AddSeconds(-1)).ShouldBeTrue("the second before it was worked");
    }, iter: 2_000);

    /// <summary>Long spans, to the second, over several years.</summary>
    private static readonly Gen<(Office Office, DateTimeOffset Start, TimeSpan First, TimeSpan Second)> Spans =
        from office in Offices
        from start in Gen.Int[0, 40_000_000]
        from first in Gen.Frequency((1, Gen.Const(0)), (20, Gen.Int[0, 30_000_000]), (5, Gen.Int[0, 100_000]))
        from second in Gen.Frequency((1, Gen.Const(0)), (20, Gen.Int[0, 30_000_000]), (5, Gen.Int[0, 100_000]))
        select (office, office.At(0).AddSeconds(start), TimeSpan.FromSeconds(first), TimeSpan.FromSeconds(second));
}
