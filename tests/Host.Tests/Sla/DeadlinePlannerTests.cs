using Alur.Host.Sla.Calendars;
using Alur.Host.Sla.Deadlines;
using Alur.Host.Sla.Policies;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Sla.Support;
using Alur.Host.Tests.Storage;

namespace Alur.Host.Tests.Sla;

public sealed class DeadlinePlannerTests
{
    private readonly DeadlinePlanner _planner = new(new(OfficeCalendars.Kepri), new IdSource(TimeProvider.System));

    [Fact]
    public void A_step_with_a_standard_time_is_warned_at_80_percent_and_late_at_100()
    {
        var task = Samples.Task("a", openedAt: SlaHost.FridayMorning);
        var plan = _planner.Plan(task, TimeSpan.FromMinutes(30));

        plan.DueAt.ShouldBe(new(2026, 11, 20, 13, 20, 0, TimeSpan.FromHours(7)));
        plan.Rows.Select(r => (r.Kind, r.Level, r.DueAt, r.State, r.TaskId, r.InstanceId)).ShouldBe(
        [
            (DeadlineKind.Warning, 1, new(2026, 11, 20, 13, 14, 0, TimeSpan.FromHours(7)), DeadlineState.Open, task.Id, "a"),
            (DeadlineKind.Breach, 1, new(2026, 11, 20, 13, 20, 0, TimeSpan.FromHours(7)), DeadlineState.Open, task.Id, "a"),
        ]);
        plan.Writes.Count().ShouldBe(2);
    }

    [Fact]
    public void A_task_keeps_what_its_due_time_was_computed_with()
    {
        var lkpp = new CalendarRevision("lkpp", 7, new(OfficeCalendars.Embedded("kepri") with { Zone = "Asia/Makassar" }));
        var rules = TimeRules.Of(OfficeCalendars.Kepri, 3).With(lkpp).WithRole("Lkpp", "lkpp");
        var (own, office) = (Samples.Task("a", openedAt: SlaHost.FridayMorning), Samples.Task("b", openedAt: SlaHost.FridayMorning));
        own.Role = "Lkpp";
        foreach (var task in new[] { own, office }) _planner.Plan(rules, task, TimeSpan.FromSeconds(90)).Into(task);

        (own.CalendarId, own.CalendarRevision, own.StandardSeconds, own.BudgetSeconds).ShouldBe(("lkpp", 7, 90, 90));
        (office.CalendarId, office.CalendarRevision).ShouldBe(("kantor", 3));
        // 11:20 WIB is 12:20 WITA, in the Friday break there.
        own.DueAt.ShouldBe(new(2026, 11, 20, 13, 1, 30, TimeSpan.FromHours(8)));
        office.DueAt.ShouldBe(new(2026, 11, 20, 11, 21, 30, TimeSpan.FromHours(7)));
    }

    [Fact]
    public void The_example_of_the_document_is_planned_as_it_says()
    {
        var policy = SlaPolicy.Parse("""
            {"rules":[{"step":"langkah2","standardTime":"PT1H","warnings":["50%","-PT6M"],"escalations":[
                {"at":"100%","actions":[{"do":"notify","who":"supervisor"}]},{"at":"+PT1H","actions":[{"do":"raisePriority","to":"Tinggi"},{"do":"handOver"}]}]}]}
            """);
        var nine = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(7));
        var plan = _planner.Plan(TimeRules.Of(OfficeCalendars.Kepri).With(new PolicyRevision(2, policy)), Samples.Task("a", activityId: "langkah2", openedAt: nine), TimeSpan.FromMinutes(30), "sop-011");

        plan.Rows.Select(r => (r.Kind, r.Level, (r.DueAt - nine).TotalMinutes)).ShouldBe(
        [
            (DeadlineKind.Warning, 1, 30), (DeadlineKind.Warning, 2, 54), (DeadlineKind.Breach, 1, 60), (DeadlineKind.Escalation, 1, 60), (DeadlineKind.Escalation, 2, 120),
        ]);
        (plan.StandardSeconds, plan.BudgetSeconds, plan.PolicyRevision).ShouldBe((1_800, 3_600, 2));
        LevelActions.Of(plan.Rows[4]).ShouldBe([new PolicyAction("raisePriority", To: "Tinggi"), new PolicyAction("handOver")]);
    }

    [Fact]
    public void A_step_without_a_standard_time_is_not_watched()
    {
        foreach (TimeSpan? none in new TimeSpan?[] { null, TimeSpan.Zero, TimeSpan.FromMinutes(-1) })
        {
            var plan = _planner.Plan(Samples.Task("a"), none);
            (plan.DueAt, plan.Rows.Count, plan.StandardSeconds, plan.BudgetSeconds).ShouldBe((null, 0, null, null));
        }
    }

    [Fact]
    public void An_absurd_standard_time_does_not_stop_the_step() => _planner.Plan(Samples.Task("a"), TimeSpan.MaxValue).Rows.Count.ShouldBe(2);
}
