using Alur.Host.Identity;
using Alur.Host.Sla.Accountability;
using Alur.Host.Sla.Calendars;
using CsCheck;

namespace Alur.Host.Tests.Reports;

/// <summary>How a ticket's life is split: the example of docs/sla.md, and any life against a walk through every second of it.</summary>
public sealed class LedgerAccountTests
{
    private static readonly TimeSpan Wib = TimeSpan.FromHours(7);
    private static readonly WorkingCalendar Office = OfficeCalendars.Kepri;
    private static readonly WorkingCalendar Jayapura = new(OfficeCalendars.Embedded("kepri") with { Zone = "Asia/Jayapura" });
    private static readonly DateTimeOffset Begin = At(20, 11, 0);

    private static DateTimeOffset At(int day, int hour, int minute) => new(2026, 11, day, hour, minute, 0, Wib);

    [Fact]
    public void The_example_of_the_handbook()
    {
        // Friday 20 November 2026, 14:00, to Monday 10:30; see docs/sla.md.
        Turn[] turns =
        [
            new(At(20, 14, 0), At(20, 14, 20), Roles.Helpdesk, null, Office, 2, "Menerima tiket", 1),
            new(At(20, 14, 20), At(20, 14, 35), Roles.Helpdesk, "Andi", Office, 2, "Menerima tiket", 1),
            new(At(20, 14, 35), At(23, 8, 10), Roles.Helpdesk, "Andi", Office, 2, "Menerima tiket", 1, "Rapat"),
            new(At(23, 8, 10), At(23, 9, 0), Roles.Helpdesk, "Andi", Office, 2, "Menerima tiket", 1),
            new(At(23, 9, 0), At(23, 10, 30), Roles.Pelapor, "Siti", Office, 5, "Melengkapi data", 1),
        ];
        var parts = LedgerAccount.Split(At(20, 14, 0), At(23, 10, 30), turns, [(At(23, 8, 30), At(23, 8, 45)), (At(21, 1, 0), At(21, 5, 0))], Office);
        Minutes(parts, LedgerCause.Actor).ShouldBe(20 + 15 + 20 + 15);
        parts.Single(part => part.Cause == LedgerCause.Actor && part.Person is null).Seconds.ShouldBe(20 * 60, "nobody had taken it");
        Minutes(parts, LedgerCause.Paused).ShouldBe(25 + 10, "a pause over a weekend takes nothing from it");
        Minutes(parts, LedgerCause.Outage).ShouldBe(15, "an outage on a Saturday night takes nobody's working time");
        Minutes(parts, LedgerCause.Reporter).ShouldBe(90);
        Minutes(parts, LedgerCause.Closed).ShouldBe(65 * 60);
        parts.Sum(part => part.Seconds).ShouldBe((long)(At(23, 10, 30) - At(20, 14, 0)).TotalSeconds);
    }

    [Fact]
    public void Of_steps_side_by_side_whoever_could_go_on_answers()
    {
        Turn[] turns =
        [
            new(At(20, 9, 0), At(20, 10, 0), Roles.Lkpp, null, Office, 17, "Menjawab", 1),
            new(At(20, 9, 0), At(20, 9, 30), Roles.AdminPpe, "Rudi", Office, 12, "Menganalisis", 1),
            new(At(20, 9, 45), null, Roles.Pelapor, null, Office, 5, "Melengkapi data", 1),
        ];
        var parts = LedgerAccount.Split(At(20, 9, 0), At(20, 10, 15), turns, [], Office);
        parts.Select(part => (part.Cause, part.Seconds / 60)).ShouldBe([(LedgerCause.Actor, 30), (LedgerCause.Lkpp, 30), (LedgerCause.Reporter, 15)]);
    }

    [Fact]
    public void A_life_without_a_second_has_no_parts() => LedgerAccount.Split(Begin, Begin, [], [], Office).ShouldBeEmpty();

    private static readonly Gen<DateTimeOffset> Moments = Gen.Int[-4_000_000, 400_000_000].Select(ms => Begin.AddMilliseconds(ms));

    private static readonly string[] Waiting = [Roles.Helpdesk, Roles.AdminPpe, Roles.Lkpp, Roles.Pelapor];

    private static readonly Gen<Turn> Turns = Gen.Select(Moments, Moments, Gen.Int[0, 3].Select(role => Waiting[role]), Gen.Int[0, 5]).Select(
        (from, to, role, what) => new Turn(
            from, what == 0 ? null : to, role, what is 1 or 2 ? "Andi" : null, what is 2 or 3 ? Jayapura : Office, what, "Langkah", 1, what is 3 or 4 ? "Rapat" : null));

    [Fact]
    public void Any_life_is_split_as_a_walk_through_every_second_splits_it() =>
        Gen.Select(Gen.Int[0, 300_000_000], Turns.Array[0, 6], Gen.Select(Moments, Moments).Array[0, 3]).Sample((length, turns, outages) =>
        {
            var (from, to) = (Begin.AddMilliseconds(length % 1000), Begin.AddMilliseconds(length));
            if (to < from) to = from;
            var parts = LedgerAccount.Split(from, to, turns, outages, Office);
            var whole = to.ToUnixTimeSeconds() - from.ToUnixTimeSeconds();
            parts.Sum(part => part.Seconds).ShouldBe(whole, "the parts add up to the whole, to the second");
            parts.ShouldAllBe(part => part.Seconds > 0);
            parts.Select(part => part with { Seconds = 0 }).Distinct().Count().ShouldBe(parts.Count);

            var expected = new Dictionary<LedgerCause, long>();
            for (var second = from.ToUnixTimeSeconds(); second < to.ToUnixTimeSeconds(); second++)
            {
                var cause = Whose(second, turns, outages);
                expected[cause] = expected.GetValueOrDefault(cause) + 1;
            }
            foreach (var cause in Enum.GetValues<LedgerCause>())
                parts.Where(part => part.Cause == cause).Sum(part => part.Seconds).ShouldBe(expected.GetValueOrDefault(cause), cause.ToString());
        }, iter: 60);

    /// <summary>The rule in its plainest form, for one second.</summary>
    private static LedgerCause Whose(long second, Turn[] turns, (DateTimeOffset From, DateTimeOffset To)[] outages)
    {
        var dark = outages.Any(outage => outage.From.ToUnixTimeSeconds() <= second && second < outage.To.ToUnixTimeSeconds());
        var waiting = turns.Where(turn => turn.From.ToUnixTimeSeconds() <= second && (turn.To is null || second < turn.To.Value.ToUnixTimeSeconds())).ToList();
        LedgerCause Of(WorkingCalendar calendar, LedgerCause otherwise) =>
            !calendar.IsOpen(DateTimeOffset.FromUnixTimeSeconds(second)) ? LedgerCause.Closed : dark ? LedgerCause.Outage : otherwise;
        if (waiting.Count == 0) return Of(Office, LedgerCause.Process);
        return waiting.Min(turn => Of(turn.Calendar, turn.PauseReason is not null ? LedgerCause.Paused
            : turn.Role switch { Roles.Pelapor => LedgerCause.Reporter, Roles.Lkpp => LedgerCause.Lkpp, _ => LedgerCause.Actor }));
    }

    private static long Minutes(IEnumerable<LedgerPart> parts, LedgerCause cause) => parts.Where(part => part.Cause == cause).Sum(part => part.Seconds) / 60;
}
