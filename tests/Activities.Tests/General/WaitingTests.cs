using Alur.Activities.Tests.Support;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using static Alur.Activities.Tests.Support.Chart;

namespace Alur.Activities.Tests.General;

public sealed class WaitingTests
{
    [Fact]
    public void A_delay_waits_for_its_moment_and_not_a_second_less()
    {
        var walk = new Chart().Add("d", "Elsa.Delay", ("timeSpan", Literal("01:30:00"))).AddLines("after").Arrows("d>after").Start();
        var due = walk.Now.AddMinutes(90);

        walk.Effects.ShouldContain(new Effect.TimerSet("d", 1, due));
        walk.Now = due.AddSeconds(-1);
        walk.Refused(new Stimulus.TimerFired("d", 1)).ShouldBeOfType<Rejection.WrongState>();
        walk.Now = due;
        walk.Take(new Stimulus.TimerFired("d", 1)).Lines.ShouldBe(["after"]);
        walk.Effects.ShouldContain(new Effect.TimerCleared("d", 1));
    }

    [Fact]
    public void A_delay_of_nothing_goes_on() =>
        new Chart().Add("d", "Elsa.Delay", ("timeSpan", Literal("00:00:00"))).AddLines("after").Arrows("d>after").Start().Lines.ShouldBe(["after"]);

    [Fact]
    public void A_delay_beyond_the_calendar_is_an_incident() =>
        new Chart().Add("d", "Elsa.Delay", ("timeSpan", Literal("9000000.00:00:00"))).Start().State.Incidents.ShouldHaveSingleItem().Code.ShouldBe("out-of-range");

    [Fact]
    public void A_delay_without_a_length_is_reported() =>
        Compiled.Try(new Chart().Add("d", "Elsa.Delay").ToJson()).Problems.ShouldContain(p => p.Code == "missing-input");

    [Fact]
    public void An_event_waits_for_its_own_name_and_keeps_what_came_with_it()
    {
        var walk = new Chart().Variable("r", "Result").Add("e", "Elsa.Event", ("eventName", Literal("Jawaban LKPP")), ("result", Into("r"))).AddLines("after").Arrows("e>after").Start();

        walk.Waiting.ShouldBe(["e"]);
        walk.Refused(new Stimulus.Publish("jawaban lkpp", Values.Null)).ShouldBeOfType<Rejection.WrongState>();
        walk.Take(new Stimulus.Publish("Jawaban LKPP", Values.Parse("""{"nomor":7}"""))).Lines.ShouldBe(["after"]);
        walk.Variable("r").ShouldBe("""{"nomor":7}""");
    }

    [Fact]
    public void An_event_whose_name_turns_out_empty_is_an_incident() =>
        new Chart().Add("e", "Elsa.Event", ("eventName", Script("return '';"))).Start().State.Incidents.ShouldHaveSingleItem().Code.ShouldBe("missing-input");

    [Fact]
    public void A_task_is_offered_to_its_role_with_its_title_time_and_outcomes()
    {
        var walk = new Chart().Variable("n", "Nomor", "String", "12").Variable("r", "Result").Variable("o", "Outcome")
            .Add(
                "t",
                "Alur.HumanTask",
                ("role", Literal("Bendahara")),
                ("title", Script("'Setujui surat ' + getVariable('Nomor')")),
                ("waktu", Literal("02:00:00")),
                ("outcomes", Object("""["Setuju","Tolak"]""")),
                ("result", Into("r")),
                ("outcome", Into("o")))
            .AddLines("yes", "no").Arrows("t:Setuju>yes", "t:Tolak>no").Start();

        walk.Offer("t").ShouldBe(new TaskOffer("Bendahara", TimeSpan.FromHours(2), ["Setuju", "Tolak"], "Setujui surat 12"));
        walk.Wrong("t", "Done").ShouldContainKey("outcome");
        walk.Answer("t", "Tolak", """{"alasan":"Kurang lengkap"}""").Lines.ShouldBe(["no"]);
        walk.Variable("r").ShouldBe("""{"alasan":"Kurang lengkap"}""");
        walk.Variable("o").ShouldBe("Tolak");
    }

    [Fact]
    public void A_task_needs_only_a_role()
    {
        var offer = new Chart().Add("t", "Alur.HumanTask", ("role", Literal("Bendahara"))).Start().Offer("t");

        offer.ShouldBe(new TaskOffer("Bendahara", null, ["Done"]));
    }

    [Fact]
    public void A_task_whose_role_turns_out_empty_is_an_incident_since_nobody_could_do_it() =>
        new Chart().Add("t", "Alur.HumanTask", ("role", Script("return ' ';"))).Start().State.Incidents.ShouldHaveSingleItem().Code.ShouldBe("missing-input");
}
