using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Clocks;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Storage;

namespace Alur.Host.Tests.Sla;

/// <summary>The worked example of docs/sla.md about the clocks of a ticket.</summary>
public sealed class ClockPlannerTests
{
    private static readonly DateTimeOffset Sent = At(23, 9);

    private static readonly SlaPolicy Policy = SlaPolicy.Parse("""
        { "rules": [
          { "clock": "firstResponse", "standardTime": "PT2H", "warnings": ["50%"],
            "escalations": [{ "at": "+PT1H", "actions": [{ "do": "notify", "who": "supervisor" }, { "do": "raisePriority", "to": "Tinggi" }] }] },
          { "clock": "solution", "standardTime": "PT10H" },
          { "clock": "solution", "priority": "Tinggi", "standardTime": "PT4H" }
        ], "clocks": [{ "step": "langkah2", "stepTime": false }, { "step": "langkah5", "solution": true }] }
        """);

    [Fact]
    public void First_response_as_in_the_document()
    {
        var plan = Plan(ClockKind.FirstResponse, null, new(null, null, null, null));
        (plan.Budget, plan.DueAt).ShouldBe((7_200, At(23, 11)));
        plan.Rows.Select(row => (row.Kind, row.DueAt)).ShouldBe([(DeadlineKind.Warning, At(23, 10)), (DeadlineKind.Breach, At(23, 11)), (DeadlineKind.Escalation, At(23, 12))]);
        plan.Rows.ShouldAllBe(row => row.TaskId == null && row.Clock == ClockKind.FirstResponse);
    }

    [Fact]
    public void Solution_as_in_the_document()
    {
        Plan(ClockKind.Solution, "Sedang", new(null, null, null, null)).DueAt.ShouldBe(At(24, 12));
        Plan(ClockKind.Solution, "Tinggi", new(null, null, null, null)).DueAt.ShouldBe(At(23, 14));
        // The reporter has the ticket from Monday eleven: the clock stands, and goes on on Tuesday at nine with two hours left.
        var stands = Plan(ClockKind.Solution, "Tinggi", new(At(23, 11), null, null, null));
        (stands.Budget, stands.DueAt, stands.Rows.Count).ShouldBe((14_400, null, 0));
        Plan(ClockKind.Solution, "Tinggi", new(null, Spans.With(null, At(23, 11), At(24, 9)), null, null)).DueAt.ShouldBe(At(24, 11));
    }

    [Fact]
    public void Nothing_is_invented_without_a_rule_and_steps_are_not_touched_by_rules_of_clocks()
    {
        var bare = Planner(SlaPolicy.Empty, out var rules);
        bare.Plan(rules, Ticket("Tinggi"), "sop-011", ClockKind.Solution, new(null, null, null, null)).ShouldBeEquivalentTo(new ClockPlan(null, null, []));
        StepPolicy.Of(Policy, "sop-011", "langkah3", "Tinggi").StandardSeconds.ShouldBeNull();
        StepPolicy.Of(Policy, "sop-011", "langkah2", null).IsWatched.ShouldBeFalse();
        StepPolicy.Of(Policy, "sop-011", "langkah3", null).IsWatched.ShouldBeTrue();
        (Policy.Runs(ClockKind.Solution, "sop-011", "langkah5", "Pelapor"), Policy.Runs(ClockKind.Solution, "sop-011", "langkah9", "Pelapor")).ShouldBe((true, false));
    }

    private static ClockPlan Plan(ClockKind clock, string? priority, ClockState state) => Planner(Policy, out var rules).Plan(rules, Ticket(priority), "sop-011", clock, state);

    private static ClockPlanner Planner(SlaPolicy policy, out TimeRules rules)
    {
        var calendars = new OfficeCalendars(OfficeCalendars.Kepri);
        rules = calendars.Current.With(new PolicyRevision(2, policy));
        return new(calendars, new IdSource(TimeProvider.System));
    }

    private static TicketRow Ticket(string? priority)
    {
        var ticket = Samples.Ticket("t", Sent);
        ticket.Priority = priority;
        return ticket;
    }

    /// <summary>A full hour of November 2026, WIB.</summary>
    private static DateTimeOffset At(int day, int hour) => new(2026, 11, day, hour - 7, 0, 0, TimeSpan.Zero);
}
