using Alur.Activities.Sop011;
using Alur.Activities.Tests.Support;
using Alur.Workflows.Instances;

namespace Alur.Activities.Tests.Sop011;

/// <summary>10,000 tickets with random answers, each compared after every answer with <see cref="Paper"/>. A ticket's number is its seed, so a failure can be run again.</summary>
public sealed class RandomWalkTests
{
    private const int Tickets = 10_000;
    private const int MostAnswers = 60;

    [Fact]
    public void Ten_thousand_tickets_end_closed_or_wait_for_the_actor_the_paper_names()
    {
        var walked = new HashSet<string>();
        var refused = new Dictionary<int, int>();
        var closed = 0;
        for (var ticket = 0; ticket < Tickets; ticket++)
        {
            var random = new Random(ticket);
            var walk = random.Next(2) == 0 ? Walk.Start(Compiled.Sop011) : Walk.Start(Compiled.Sop011, (SendTicket.TicketInput, Values.Text($"011-2026-{ticket:000000}")));
            var (step, resolver) = (walk.State.VisitCounts.ContainsKey("langkah2") ? 2 : 1, 0);
            for (var answers = 0; answers < MostAnswers && step != Paper.Closed; answers++)
            {
                walk.Waiting.ShouldBe([$"langkah{step}"], $"ticket {ticket}, answer {answers}");
                walk.Offer($"langkah{step}").Role.ShouldBe(Paper.Actors[step], $"ticket {ticket}, step {step}");
                var answer = Paper.AnswersOf(step)[random.Next(Paper.AnswersOf(step).Length)];
                walk.Do(step, answer);
                resolver = Paper.Resolver(step, resolver);
                var next = Paper.Next(step, answer, resolver);
                if (step == 18 && answer == "Belum")
                {
                    refused[resolver] = refused.GetValueOrDefault(resolver) + 1;
                }

                step = next;
            }

            walk.State.Incidents.ShouldBeEmpty($"ticket {ticket}");
            if (step == Paper.Closed)
            {
                closed++;
                walk.State.Status.ShouldBe(InstanceStatus.Finished, $"ticket {ticket}");
                walk.State.Visits.ShouldBeEmpty($"ticket {ticket}");
                walk.State.Tokens.ShouldBeEmpty($"ticket {ticket}");
            }
            else
            {
                walk.Waiting.ShouldBe([$"langkah{step}"], $"ticket {ticket}");
            }

            walked.UnionWith(walk.Arrows);
        }

        walked.ShouldBe(Paper.Arrows, ignoreOrder: true, customMessage: "Every arrow is walked, and no other.");
        closed.ShouldBeGreaterThan(Tickets / 2, "Most random tickets come to their end; otherwise the test walks in circles.");
        refused.Keys.ShouldBe([6, 12, 17], ignoreOrder: true, customMessage: "All three resolvers had tickets returned to them.");
    }
}
