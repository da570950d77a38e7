using System.Text.Json.Nodes;
using Alur.Activities.Sop011;
using Alur.Activities.Tests.Support;

namespace Alur.Activities.Tests.Sop011;

/// <summary>What is literal on paper is in the definition character for character, and nothing else claims to be literal.</summary>
public sealed class LiteralTextTests
{
    private static readonly JsonObject Paper = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sop011", "literal-texts.json")))!.AsObject();
    private static readonly JsonObject Document = JsonNode.Parse(Compiled.Sop011Json)!.AsObject();
    private static readonly Dictionary<int, JsonObject> Steps = Document["root"]!["activities"]!.AsArray()
        .OfType<JsonObject>()
        .Where(a => a["customProperties"]!["step"] is not null)
        .ToDictionary(a => (int)a["customProperties"]!["step"]!);

    private static readonly Dictionary<string, string> Inputs = new() { ["requirements"] = "persyaratan", ["time"] = "waktu", ["output"] = "output" };

    public static TheoryData<string, string> Identity => [.. Paper["sop"]!.AsObject().Select(p => (p.Key, (string)p.Value!))];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, 18)];

    [Theory]
    [MemberData(nameof(Identity))]
    public void Every_literal_text_of_the_sheet_stands_in_its_place(string place, string text)
    {
        JsonNode? node = Document["customProperties"]!["sop"];
        foreach (var part in place.Split('.'))
        {
            node = int.TryParse(part, out var index) ? node![index] : node![part];
        }

        ((string?)node).ShouldBe(text);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_step_has_exactly_the_literal_texts_of_its_row(int step)
    {
        var row = Row(step);
        var literal = Steps[step]["customProperties"]!["literal"]?.AsObject() ?? [];

        literal.Select(p => (p.Key, (string)p.Value!)).ShouldBe(row.Select(p => (p.Key, (string)p.Value!)), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_description_is_the_literal_text(int step)
    {
        var description = (string)Steps[step]["metadata"]!["description"]!;
        var source = (string)Steps[step]["customProperties"]!["source"]!;

        source.ShouldBe(step is >= 6 and <= 12 ? "reconstructed" : "seed");
        if (source == "seed")
        {
            description.ShouldBe((string)Row(step)["text"]!);
        }
        else if (step == 12)
        {
            description.ShouldContain((string)Row(step)["text"]!, Case.Sensitive);
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Requirements_time_and_output_are_the_papers_and_blanks_stay_blank(int step)
    {
        var row = Row(step);
        foreach (var (place, input) in Inputs)
        {
            var value = (string?)Steps[step][input]?["expression"]?["value"];
            switch ((string?)row[place])
            {
                case null:
                    value.ShouldBeNull($"Step {step} has no literal {place}, so nothing may be invented.");
                    break;
                case var minutes when place == "time":
                    TimeSpan.Parse(value!, null).ShouldBe(TimeSpan.FromMinutes(int.Parse(minutes!.Split(' ')[0], null)));
                    break;
                case var text:
                    value.ShouldBe(text);
                    break;
            }
        }

        Steps[step]["keterangan"].ShouldBeNull("The paper's column Keterangan is empty in every row.");
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_activity_class_carries_the_text_of_the_definition(int step)
    {
        var sheet = Sop011Activities.Steps[step - 1].Sheet;

        sheet.Number.ShouldBe(step);
        sheet.Text.ShouldBe((string)Steps[step]["metadata"]!["description"]!);
        sheet.DisplayName.ShouldBe((string)Steps[step]["metadata"]!["displayText"]!);
        $"Sop011.{sheet.Name}".ShouldBe((string)Steps[step]["type"]!);
    }

    [Fact]
    public void Every_actor_is_marked_as_reconstructed_since_the_lanes_were_pictures() =>
        Steps.Values.Select(s => (string)s["customProperties"]!["sources"]!["actor"]!).Distinct().ShouldBe(["reconstructed"]);

    [Fact]
    public void Newer_law_is_noted_beside_the_untouched_text()
    {
        var notes = Document["customProperties"]!["notes"]!.AsArray().ToDictionary(n => (string)n!["about"]!, n => (string)n!["text"]!);

        notes["sop.legalBases[2]"].ShouldContain("71 Tahun 2019");
        notes["sop.legalBases[3]"].ShouldContain("12 Tahun 2021");
        notes["sop.legalBases[3]"].ShouldContain("46 Tahun 2025");
    }

    private static JsonObject Row(int step) => Paper["steps"]![step.ToString(null as IFormatProvider)]?.AsObject() ?? [];
}
