using Alur.Activities.Sop011;
using Alur.Activities.Tests.Support;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Activities.Tests.Sop011;

/// <summary>Tickets on the named paths through SOP 011.</summary>
public sealed class PathTests
{
    private static readonly (string, System.Text.Json.JsonElement) Sent = (SendTicket.TicketInput, Values.Text("011-2026-000001"));

    /// <summary>Answers from step 2 on: the number, with the answer where there is a choice.</summary>
    public static TheoryData<string, string> Paths => new()
    {
        { "helpdesk solves", "2 3T 6 7Y 8 9Selesai 18Selesai" },
        { "data asked twice", "2 3Y 4 5 3Y 4 5 3T 6 7Y 8 9Selesai 18Selesai" },
        { "helpdesk solves at the second attempt", "2 3T 6 7Y 8 9Belum 6 7Y 8 9Selesai 18Selesai" },
        { "helpdesk fails at the second attempt", "2 3T 6 7Y 8 9Belum 6 7T 10 11 12 13Y 14 15Selesai 18Selesai" },
        { "Admin PPE solves, refused once", "2 3T 6 7T 10 11 12 13Y 14 15Belum 12 13Y 14 15Selesai 18Selesai" },
        { "LKPP solves", "2 3T 6 7T 10 11 12 13T 16 17 18Selesai" },
        { "LKPP solves, refused once", "2 3T 6 7T 10 11 12 13T 16 17 18Belum 17 18Selesai" },
        { "Admin PPE fails at the second attempt", "2 3T 6 7T 10 11 12 13Y 14 15Belum 12 13T 16 17 18Selesai" },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_ticket_travels_the_path_and_is_closed(string name, string path)
    {
        var walk = Walk.Start(Compiled.Sop011, Sent);
        foreach (var (step, answer) in Steps(path))
        {
            walk.Waiting.ShouldBe([$"langkah{step}"], name);
            walk.Offer($"langkah{step}").Role.ShouldBe(Paper.Actors[step], name);
            walk.Do(step, answer);
        }

        walk.State.Status.ShouldBe(InstanceStatus.Finished, name);
        walk.State.Tokens.ShouldBeEmpty();
        walk.State.Visits.ShouldBeEmpty();
    }

    /// <summary>Where step 18 must lead after these answers. What counts is who solved last, not who once did.</summary>
    [Theory]
    [InlineData("2 3T 6 7Y 8 9Selesai", "langkah6")]
    [InlineData("2 3T 6 7T 10 11 12 13Y 14 15Selesai", "langkah12")]
    [InlineData("2 3T 6 7T 10 11 12 13T 16 17", "langkah17")]
    [InlineData("2 3T 6 7Y 8 9Belum 6 7T 10 11 12 13Y 14 15Selesai", "langkah12")]
    [InlineData("2 3T 6 7Y 8 9Selesai 18Belum 6 7T 10 11 12 13T 16 17", "langkah17")]
    [InlineData("2 3T 6 7T 10 11 12 13Y 14 15Belum 12 13T 16 17", "langkah17")]
    [InlineData("2 3T 6 7T 10 11 12 13Y 14 15Selesai 18Belum 12 13T 16 17 18Belum 17", "langkah17")]
    [InlineData("2 3T 6 7Y 8 9Belum 6 7Y 8 9Selesai 18Belum 6 7Y 8 9Selesai", "langkah6")]
    [InlineData("2 3T 6 7Y 8 9Selesai 18Belum 6 7T 10 11 12 13Y 14 15Selesai 18Belum 12 13Y 14 15Selesai", "langkah12")]
    public void A_ticket_refused_at_the_end_goes_back_to_whoever_solved_it_last(string path, string expected)
    {
        var walk = Walk.Start(Compiled.Sop011, Sent);
        foreach (var (step, answer) in Steps(path))
        {
            walk.Do(step, answer);
        }

        walk.Do(18, "Belum");

        walk.Waiting.ShouldBe([expected]);
    }

    [Fact]
    public void A_loop_back_is_a_new_visit()
    {
        var walk = Walk.Start(Compiled.Sop011, Sent);
        foreach (var (step, answer) in Steps("2 3Y 4 5 3Y 4 5"))
        {
            walk.Do(step, answer);
        }

        walk.State.VisitCounts["langkah3"].ShouldBe(3);
        walk.State.VisitCounts["langkah5"].ShouldBe(2);
        walk.Refused(new Stimulus.Answer("langkah3", 1, "T", Values.Null)).ShouldBeOfType<Rejection.Stale>();
    }

    [Fact]
    public void Started_without_a_ticket_it_waits_for_the_reporter_to_send_one()
    {
        var walk = Walk.Start(Compiled.Sop011);

        walk.Waiting.ShouldBe(["langkah1"]);
        walk.Offer("langkah1").ShouldBe(new TaskOffer("Pelapor", TimeSpan.FromMinutes(15), ["Done"]));
        walk.Do(1).Waiting.ShouldBe(["langkah2"]);
    }

    [Fact]
    public void Only_the_steps_with_a_literal_time_are_timed()
    {
        var walk = Walk.Start(Compiled.Sop011, Sent);
        var times = new Dictionary<int, TimeSpan?>();
        foreach (var (step, answer) in Steps("2 3Y 4 5 3T 6 7T 10 11 12 13Y 14 15Belum 12 13T 16 17 18Selesai"))
        {
            times[step] = walk.Offer($"langkah{step}").StandardTime;
            walk.Do(step, answer);
        }

        times.Where(t => t.Value is not null).ToDictionary(t => t.Key, t => t.Value!.Value.TotalMinutes).ShouldBe(new Dictionary<int, double> { [2] = 30, [5] = 15 }, ignoreOrder: true);
    }

    [Fact]
    public void A_chart_changed_so_that_nobody_solved_gives_an_incident_that_an_operator_can_resolve()
    {
        var walk = Walk.Start(Compiled.From(Compiled.Sop011Json.Replace("\"Sop011.LkppReply\"", "\"Sop011.ReceiveEscalation\"", StringComparison.Ordinal)), Sent);
        foreach (var (step, answer) in Steps("2 3T 6 7T 10 11 12 13T 16 17"))
        {
            walk.Do(step, answer);
        }

        walk.Do(18, "Belum");

        var incident = walk.State.Incidents.ShouldHaveSingleItem();
        incident.Code.ShouldBe("unknown-resolver");
        walk.Take(new Stimulus.ResolveIncident(incident.Key, "BelumAdminPpe", "Diserahkan kepada Admin PPE.")).Waiting.ShouldBe(["langkah12"]);
    }

    private static IEnumerable<(int Step, string Answer)> Steps(string path) => path.Split(' ').Select(part =>
    {
        var digits = part.TakeWhile(char.IsAsciiDigit).Count();
        return (int.Parse(part[..digits], null), digits == part.Length ? "Done" : part[digits..]);
    });
}
