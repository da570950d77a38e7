using System.Text.Json.Nodes;
using Alur.Activities.Sop011;
using Alur.Activities.Tests.Support;

namespace Alur.Activities.Tests.Sop011;

/// <summary>The graph of the definition is the graph of the paper.</summary>
public sealed class DefinitionTests
{
    [Fact]
    public void It_compiles_without_a_problem() => Compiled.Try(Compiled.Sop011Json).Problems.ShouldBeEmpty();

    [Fact]
    public void Its_arrows_are_the_papers_and_no_others()
    {
        var arrows = Compiled.Sop011.Root.Scopes.Single().Connections.Select(c => $"{c.Source.Id}:{c.Port}>{c.Target.Id}");

        arrows.ShouldBe(Paper.Arrows, ignoreOrder: true);
    }

    [Fact]
    public void Every_port_of_every_step_leads_somewhere()
    {
        foreach (var activity in Compiled.Sop011.Root.Scopes.Single().Members)
        {
            activity.Outbound.Select(c => c.Port).ShouldBe(activity.Ports, ignoreOrder: true, customMessage: activity.Id);
        }
    }

    [Fact]
    public void Every_step_has_its_class_its_id_and_the_papers_actor()
    {
        foreach (var step in Sop011Activities.Steps)
        {
            var activity = Compiled.Sop011.ById[$"langkah{step.Sheet.Number}"];

            activity.Type.GetType().ShouldBe(step.GetType());
            step.Sheet.Actor.ShouldBe(Paper.Actors[step.Sheet.Number]);
            ((string?)activity.Json["pelaksana"]!["expression"]!["value"]).ShouldBe(step.Sheet.Actor);
        }
    }

    [Fact]
    public void It_starts_at_step_1_and_ends_at_the_end()
    {
        var chart = Compiled.Sop011.Root.Scopes.Single();

        chart.Start!.Id.ShouldBe("langkah1");
        chart.Members.Where(m => m.Type.Descriptor.IsTerminal).Select(m => m.Id).ShouldBe(["tutup"]);
        chart.Members.Where(m => m.Id != "tutup" && !chart.CanReach(m, Compiled.Sop011.ById["tutup"])).ShouldBeEmpty();
    }

    [Fact]
    public void A_designer_may_give_a_step_to_another_actor_and_clear_its_time()
    {
        var document = JsonNode.Parse(Compiled.Sop011Json)!;
        var step = document["root"]!["activities"]!.AsArray().Single(a => (string?)a!["id"] == "langkah2")!;
        step["pelaksana"]!["expression"]!["value"] = "AdminPpe";
        step["waktu"]!["expression"]!["value"] = "";

        var offer = Walk.Start(Compiled.From(document.ToJsonString()), (SendTicket.TicketInput, Alur.Workflows.Instances.Values.Text("011-2026-000001"))).Offer("langkah2");

        offer.Role.ShouldBe("AdminPpe");
        offer.StandardTime.ShouldBeNull();
    }
}
