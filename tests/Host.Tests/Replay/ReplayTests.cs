using Alur.Host.Commands;
using Alur.Host.Tests.Sla.Support;
using Alur.Replay;
using Alur.Replay.SecondReckoning;

namespace Alur.Host.Tests.Replay;

/// <summary>A log replayed through the host's commands comes to what a second reckoning from the log alone comes to.</summary>
public sealed class ReplayTests
{
    private static readonly TimeSpan Shift = Options.UsualShift;

    [Fact]
    public async Task Every_visit_of_a_replay_is_what_a_walk_minute_by_minute_finds_from_the_log_alone()
    {
        using var database = await TestDatabase.SqliteAsync();
        IReadOnlyList<LogCase> log = [.. MadeUpLog.Of(seed: 11, cases: 120), InTimeButWarned];

        var result = await new ReplayRun(Shift).RunAsync(log, database.Setting);

        var again = log.ToDictionary(logged => logged.Id, logged => LogReckoning.Of(logged, Shift));
        result.Facts.Select(facts => facts.Case).Order().ShouldBe(again.Keys.Order());
        result.Facts.SelectMany(facts => facts.DifferencesFrom(again[facts.Case])).ShouldBeEmpty();

        // The totals, each side by itself; and the made-up log must have asked all that is compared.
        var totals = Totals(result.Facts);
        totals.ShouldBe(Totals([.. again.Values]));
        totals.Select(step => step.Step).ShouldBe([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 18]);
        totals.Where(step => step.Step is 2 or 5).ShouldAllBe(step => step.Warned > step.Breached && step.Breached > 0);
        totals.Where(step => step.Step is 6 or 12).ShouldAllBe(step => step.Pauses > 0);
        result.Facts.ShouldContain(facts => facts.Visits.Count(visit => visit.Step == 9) > 1, "a solution must have been refused");

        // The journal rebuilds what is stored, in simulated time too.
        using var output = new StringWriter();
        (await VerifyCommand.RunAsync([database.Setting], output, output)).ShouldBe(0, output.ToString());
    }

    /// <summary>Answered after the warning and before the due time, by helpdesk and reporter: nearly never met by chance.</summary>
    private static LogCase InTimeButWarned => new("tepat waktu", [At(1, 16, 0), At(8, 16, 25), At(9, 16, 30), At(6, 16, 43)]);

    private static LogEvent At(int activity, int hour, int minute) => new(activity, new DateTime(2011, 3, 3, hour, minute, 0, DateTimeKind.Unspecified));

    [Fact]
    public void A_second_less_in_one_visit_is_a_difference()
    {
        var log = MadeUpLog.Of(seed: 12, cases: 1);
        var facts = LogReckoning.Of(log[0], Shift);
        facts.DifferencesFrom(LogReckoning.Of(log[0], Shift)).ShouldBeEmpty();
        facts.DifferencesFrom(facts with { Visits = [facts.Visits[0] with { UsedSeconds = facts.Visits[0].UsedSeconds + 1 }, .. facts.Visits.Skip(1)] }).ShouldHaveSingleItem();
        facts.DifferencesFrom(facts with { SolutionSeconds = facts.SolutionSeconds + 1 }).ShouldHaveSingleItem();
    }

    /// <summary>One case reckoned by hand: taken after 40 working minutes across a break, waited over a weekend, refused once.</summary>
    [Fact]
    public void The_second_reckoning_holds_against_a_case_reckoned_by_hand()
    {
        // Friday 4 March 2011, on the log's clock seven hours ahead.
        var friday = new DateTime(2011, 3, 4, 7, 0, 0, DateTimeKind.Unspecified);
        var facts = LogReckoning.Of(
            new LogCase("1",
            [
                new(1, friday.AddHours(11)),                       // sent 11:00
                new(8, friday.AddHours(13).AddMinutes(10)),        // taken 13:10: 30 minutes before the break and 10 after
                new(9, friday.AddHours(14)),                       // asked for data 14:00: 50 minutes at step 3
                new(6, friday.AddDays(3).AddHours(9)),             // Monday 9:00 solved: an hour on Friday and one on Monday at step 5
                new(8, friday.AddDays(3).AddHours(10)),            // refused 10:00
                new(6, friday.AddDays(3).AddHours(10).AddMinutes(5)),
            ]),
            Shift);
        facts.Visits.Select(visit => (visit.Step, visit.UsedSeconds / 60, visit.Warned, visit.Breached)).ShouldBe(
        [
            (2, 40, true, true), (3, 50, false, false), (4, 0, false, false), (5, 120, true, true), (3, 0, false, false), (6, 0, false, false), (7, 0, false, false),
            (8, 0, false, false), (9, 60, false, false), (6, 5, false, false), (7, 0, false, false), (8, 0, false, false), (9, 0, false, false), (18, 0, false, false),
        ]);
        (facts.FirstResponseSeconds, facts.SolutionSeconds).ShouldBe((90 * 60, 95 * 60));
    }

    [Theory]
    [InlineData("", "expected the first line to be CaseID,ActivityID,CompleteTimestamp but found ''")]
    [InlineData("CaseID,ActivityID,CompleteTimestamp\n", "expected cases but found none")]
    [InlineData("CaseID,ActivityID,CompleteTimestamp\n2,10,2012-04-03 16:55:38", "line 2: ")]
    [InlineData("CaseID,ActivityID,CompleteTimestamp\n2,1,2012-04-03 16:55:38\n2,1,kemarin", "line 3: ")]
    [InlineData("CaseID,ActivityID,CompleteTimestamp\n2,1,2012-04-03 16:55:38\n2,6,2012-04-03 16:55:37", "line 3: case 2 goes back in time")]
    public void A_log_that_cannot_be_read_is_refused_with_the_line(string text, string reason) =>
        Should.Throw<LogException>(() => HelpdeskLog.Read(new StringReader(text))).Message.ShouldStartWith(reason);

    private static List<(int Step, int Visits, long Seconds, int Pauses, int Warned, int Breached)> Totals(IReadOnlyList<CaseFacts> facts) =>
        [.. facts.SelectMany(found => found.Visits).GroupBy(visit => visit.Step).OrderBy(step => step.Key).Select(step => (
            step.Key, step.Count(), step.Sum(visit => visit.UsedSeconds), step.Sum(visit => visit.Pauses), step.Count(visit => visit.Warned), step.Count(visit => visit.Breached)))];
}
