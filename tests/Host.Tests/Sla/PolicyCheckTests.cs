using System.Collections.Frozen;
using System.Text.Json;
using Alur.Host.Sla.Policies;

namespace Alur.Host.Tests.Sla;

/// <summary>Policies that people send: what refers to nothing, can never fire or is out of order is named with its place.</summary>
public sealed class PolicyCheckTests
{
    private static readonly PolicyWorld World = new(
        [
            new("sop-011", "langkah2", "Helpdesk", 1_800, false, "Langkah"), new("sop-011", "langkah3", "Helpdesk", null, false, "Langkah"),
            new("sop-011", "langkah17", "Lkpp", null, false, "Langkah"), new("lain", "isi", null, null, true, "Langkah"),
        ],
        ["Tinggi", "Sedang", "Rendah"],
        new Dictionary<string, IReadOnlySet<string>> { ["andi"] = FrozenSet.ToFrozenSet(["Helpdesk"]) });

    [Theory]
    [InlineData("""{"rules":[]}""")]
    [InlineData("""{"rules":[{"step":"langkah2","warnings":["50%","-PT5M"],"escalations":[{"at":"100%","actions":[{"do":"notify","who":"supervisor"}]},{"at":"+PT1H","actions":[{"do":"raisePriority","to":"Tinggi"},{"do":"assign","to":"andi"}]},{"at":"+PT2H","actions":[{"do":"handOver"},{"do":"notify","who":"role:Lkpp"},{"do":"notify","who":"user:andi"},{"do":"notify","who":"holder"}]}]}]}""")]
    [InlineData("""{"rules":[{"priority":"Tinggi","step":"langkah3","standardTime":"PT10M"},{"standardTime":"PT2H"},{"step":"langkah3","warnings":[]}],"basis":"Keputusan 1/2026"}""")]
    [InlineData("""{"rules":[{"definition":"lain","step":"isi","warnings":["-PT9H"]}]}""")]
    public void What_makes_sense_is_taken_and_written_the_same(string json)
    {
        var policy = PolicyText.Read(JsonElement.Parse(json), out var problems);
        problems.ShouldBeEmpty();
        PolicyCheck.Problems(policy!, World).ShouldBeEmpty();
        SlaPolicy.Parse(policy!.Write()).Write().ShouldBe(policy.Write());
    }

    [Theory]
    [InlineData("""[]""", "$.rules")]
    [InlineData("""{"rules":null}""", "$.rules")]
    [InlineData("""{"rules":[null]}""", "$.rules[0]")]
    [InlineData("""{"rules":[{"step":"langkah2"}]}""", "$.rules[0]")]
    [InlineData("""{"rules":[{"stap":"langkah2","standardTime":"PT1H"}]}""", "$.rules[0].stap")]
    [InlineData("""{"rules":[{"standardTime":"P1D"}]}""", "$.rules[0].standardTime")]
    [InlineData("""{"rules":[{"standardTime":"PT0S"}]}""", "$.rules[0].standardTime")]
    [InlineData("""{"rules":[{"step":"langkah2","warnings":["besok"]}]}""", "$.rules[0].warnings[0]")]
    [InlineData("""{"rules":[{"step":"langkah2","escalations":[{"at":"100%","actions":[]}]}]}""", "$.rules[0].escalations[0].actions")]
    public void What_cannot_be_read_is_named(string json, string path)
    {
        PolicyText.Read(JsonElement.Parse(json), out var problems).ShouldBeNull();
        problems.Select(problem => problem.Path).ShouldBe([path]);
    }

    [Theory]
    [InlineData("""{"definition":"sop-012","standardTime":"PT1H"}""", "$.rules[0].definition")]
    [InlineData("""{"step":"langkah99","standardTime":"PT1H"}""", "$.rules[0].step")]
    [InlineData("""{"definition":"lain","step":"langkah2","standardTime":"PT1H"}""", "$.rules[0].step")]
    [InlineData("""{"priority":"Darurat","standardTime":"PT1H"}""", "$.rules[0].priority")]
    [InlineData("""{"step":"langkah3","warnings":["50%"]}""", "$.rules[0].warnings")]
    [InlineData("""{"step":"langkah2","warnings":["-PT30M"]}""", "$.rules[0].warnings[0]")]
    [InlineData("""{"step":"langkah2","warnings":["100%"]}""", "$.rules[0].warnings[0]")]
    [InlineData("""{"step":"langkah2","warnings":["80%","-PT20M"]}""", "$.rules[0].warnings[1]")]
    [InlineData("""{"step":"langkah2","escalations":[{"at":"-PT1H","actions":[{"do":"handOver"}]}]}""", "$.rules[0].escalations[0].at")]
    [InlineData("""{"step":"langkah2","escalations":[{"at":"+PT1H","actions":[{"do":"handOver"}]},{"at":"200%","actions":[{"do":"handOver"}]}]}""", "$.rules[0].escalations[1].at")]
    [InlineData("""{"step":"langkah2","escalations":[{"at":"100%","actions":[{"do":"handOver"},{"do":"handOver"},{"do":"handOver"}]}]}""", "$.rules[0].escalations[0].actions[2]")]
    [InlineData("""{"step":"langkah17","standardTime":"PT1H","escalations":[{"at":"100%","actions":[{"do":"handOver"}]}]}""", "$.rules[0].escalations[0].actions[0]")]
    [InlineData("""{"step":"langkah17","standardTime":"PT1H","escalations":[{"at":"100%","actions":[{"do":"assign","to":"andi"}]}]}""", "$.rules[0].escalations[0].actions[0].to")]
    [InlineData("""{"step":"langkah2","escalations":[{"at":"100%","actions":[{"do":"assign","to":"siapa"}]}]}""", "$.rules[0].escalations[0].actions[0].to")]
    [InlineData("""{"step":"langkah2","escalations":[{"at":"100%","actions":[{"do":"notify","who":"role:Penjaga"}]}]}""", "$.rules[0].escalations[0].actions[0].who")]
    [InlineData("""{"step":"langkah2","escalations":[{"at":"100%","actions":[{"do":"notify","who":"user:siapa"}]}]}""", "$.rules[0].escalations[0].actions[0].who")]
    [InlineData("""{"step":"langkah2","escalations":[{"at":"100%","actions":[{"do":"notify"}]}]}""", "$.rules[0].escalations[0].actions[0].who")]
    [InlineData("""{"step":"langkah2","escalations":[{"at":"100%","actions":[{"do":"raisePriority","to":"Rendah"}]}]}""", "$.rules[0].escalations[0].actions[0].to")]
    [InlineData("""{"step":"langkah2","escalations":[{"at":"100%","actions":[{"do":"telepon"}]}]}""", "$.rules[0].escalations[0].actions[0].do")]
    public void What_refers_to_nothing_never_fires_or_is_out_of_order_is_named(string rule, string path)
    {
        var policy = PolicyText.Read(JsonElement.Parse($$"""{"rules":[{{rule}}]}"""), out var problems);
        problems.ShouldBeEmpty();
        var found = PolicyCheck.Problems(policy!, World);
        found.Select(problem => problem.Path).ShouldBe([path]);
        found.ShouldAllBe(problem => problem.Text.EndsWith('.'));
    }

    [Theory]
    [InlineData("""{"remindAfterDays":3,"closeAfterDays":3}""", "$.waiting.remindAfterDays")]
    [InlineData("""{"closeAfterDays":0}""", "$.waiting.closeAfterDays")]
    [InlineData("""{"remindAfterDays":400}""", "$.waiting.remindAfterDays")]
    [InlineData("""{}""", null)]
    [InlineData("""{"remindAfterDays":2}""", null)]
    public void Waiting_that_never_reminds_or_ends_at_once_is_named(string waiting, string? path) =>
        Check($$"""{"rules":[],"waiting":{{waiting}}}""").ShouldBe(path is null ? [] : [path]);

    [Fact]
    public void A_role_that_stops_the_clock_must_be_one() => Check("""{"rules":[],"solutionPausedBy":["Lkpp","Penjaga"]}""").ShouldBe(["$.solutionPausedBy[1]"]);

    [Fact]
    public void A_rule_that_others_always_cover_and_one_said_twice_are_named()
    {
        Check("""{"rules":[{"standardTime":"PT1H"},{"step":"langkah2","standardTime":"PT2H"},{"step":"langkah3","standardTime":"PT2H"},{"step":"langkah17","standardTime":"PT2H"},{"step":"isi","standardTime":"PT2H"}]}""")
            .ShouldBe(["$.rules[0].standardTime"]);
        Check("""{"rules":[{"step":"langkah2","standardTime":"PT1H"},{"step":"langkah2","warnings":["50%"]}]}""").ShouldBe(["$.rules[1]"]);
    }

    [Fact]
    public void The_more_a_rule_names_the_more_it_counts_each_part_by_itself()
    {
        var policy = PolicyText.Read(
            JsonElement.Parse("""{"rules":[{"standardTime":"PT1H","warnings":["10%"]},{"priority":"Tinggi","standardTime":"PT2H"},{"step":"langkah3","standardTime":"PT3H"},{"step":"langkah3","priority":"Tinggi","warnings":["20%"]}]}"""),
            out _)!;
        (int?, string) Of(string step, string? priority) =>
            StepPolicy.Of(policy, "sop-011", step, priority) is var p ? (p.StandardSeconds / 3600, string.Join(' ', p.Warnings)) : default;
        Of("langkah2", null).ShouldBe((1, "10%"));
        Of("langkah2", "Tinggi").ShouldBe((2, "10%"));
        Of("langkah3", "Sedang").ShouldBe((3, "10%"));
        Of("langkah3", "Tinggi").ShouldBe((3, "20%"));
        StepPolicy.Of(SlaPolicy.Empty, "sop-011", "langkah2", "Tinggi").Warnings.ShouldBe([new PolicyOffset(80, 0)]);
    }

    private static IEnumerable<string> Check(string json) => PolicyCheck.Problems(PolicyText.Read(JsonElement.Parse(json), out _)!, World).Select(problem => problem.Path);
}
