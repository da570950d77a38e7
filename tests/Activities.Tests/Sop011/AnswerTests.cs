using System.Text.Json;
using Alur.Activities.Sop011;
using Alur.Activities.Tests.Support;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;

namespace Alur.Activities.Tests.Sop011;

/// <summary>What each step takes and what it refuses.</summary>
public sealed class AnswerTests
{
    private static readonly string TooLong = JsonSerializer.Serialize(new string('x', 20_001));
    private static readonly string JustFits = JsonSerializer.Serialize(new string('x', 20_000));

    /// <summary>Step, answer, field that must be given.</summary>
    public static TheoryData<int, string, string> Required => new()
    {
        { 1, "Done", "title" }, { 1, "Done", "description" }, { 2, "Done", "priority" }, { 4, "Done", "message" }, { 5, "Done", "message" },
        { 6, "Done", "analysis" }, { 8, "Done", "message" }, { 9, "Belum", "reason" }, { 10, "Done", "reason" }, { 12, "Done", "analysis" },
        { 14, "Done", "message" }, { 15, "Belum", "reason" }, { 16, "Done", "reason" }, { 17, "Done", "message" }, { 18, "Belum", "reason" }, { 18, "Selesai", "rating" },
    };

    /// <summary>Step, answer, field that may be given.</summary>
    public static TheoryData<int, string, string> Optional => new()
    {
        { 2, "Done", "analysis" }, { 9, "Selesai", "remark" }, { 11, "Done", "remark" }, { 15, "Selesai", "remark" },
        { 16, "Done", "lkppNumber" }, { 17, "Done", "lkppNumber" }, { 18, "Selesai", "remark" },
    };

    [Theory]
    [MemberData(nameof(Required))]
    public void A_missing_field_is_refused_with_advice_in_Indonesian(int step, string answer, string field)
    {
        var others = Without(step, answer, field);

        foreach (var data in new[] { others, With(others, field, "null"), With(others, field, "\"  \\n\\t \""), With(others, field, "{}"), With(others, field, "[\"a\"]") })
        {
            var wrong = At(step).Wrong($"langkah{step}", answer, data);
            wrong.Keys.ShouldBe([field], data);
            wrong[field].ShouldMatch("^(Tulis|Pilih|Beri) .+[.]$");
        }
    }

    [Theory]
    [MemberData(nameof(Required))]
    public void Data_that_are_not_an_object_miss_every_required_field(int step, string answer, string field)
    {
        foreach (var data in new[] { "null", "[]", "\"teks\"", "5", "true" })
        {
            At(step).Wrong($"langkah{step}", answer, data).ShouldContainKey(field, data);
        }
    }

    [Theory]
    [MemberData(nameof(Optional))]
    public void An_optional_field_may_be_left_out_blank_or_given_but_not_be_wrong(int step, string answer, string field)
    {
        var good = Paper.DataFor(step, answer);

        foreach (var value in new[] { "null", "\"\"", "\"Catatan.\"" })
        {
            At(step).Answer($"langkah{step}", answer, With(good, field, value));
        }

        At(step).Wrong($"langkah{step}", answer, With(good, field, TooLong)).Keys.ShouldBe([field]);
        At(step).Wrong($"langkah{step}", answer, With(good, field, "7")).Keys.ShouldBe([field]);
    }

    [Theory]
    [InlineData(4, "message", "Done")]
    [InlineData(5, "message", "Done")]
    [InlineData(8, "message", "Done")]
    [InlineData(14, "message", "Done")]
    [InlineData(17, "message", "Done")]
    [InlineData(10, "reason", "Done")]
    [InlineData(18, "reason", "Belum")]
    [InlineData(6, "analysis", "Done")]
    public void A_text_may_have_20_000_characters_and_not_one_more(int step, string field, string answer)
    {
        At(step).Answer($"langkah{step}", answer, With("{}", field, JustFits));
        At(step).Wrong($"langkah{step}", answer, With("{}", field, TooLong))[field].ShouldBe("Persingkat menjadi paling banyak 20.000 karakter; sekarang 20.001.");
    }

    [Theory]
    [InlineData(1, "title", "description")]
    [InlineData(2, "priority", "analysis")]
    public void A_line_is_one_line_while_a_text_may_have_many(int step, string line, string text)
    {
        var data = $$"""{"{{line}}":"satu\ndua","{{text}}":"satu\ndua"}""";

        At(step).Wrong($"langkah{step}", "Done", data).ShouldHaveSingleItem().ShouldBe(new(line, "Tulis dalam satu baris saja."));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("-1")]
    [InlineData("4.5")]
    [InlineData("\"5\"")]
    [InlineData("true")]
    [InlineData("1e99")]
    [InlineData("99999999999999999999")]
    public void A_rating_is_a_whole_number_from_1_to_5(string rating) =>
        At(18).Wrong("langkah18", "Selesai", With("{}", "rating", rating))["rating"].ShouldBe("Beri nilai layanan dengan bilangan bulat 1 sampai 5.");

    [Fact]
    public void The_system_closes_a_ticket_whose_reporter_does_not_answer_without_a_rating()
    {
        At(18).Answer("langkah18", "Selesai", HumanStep.AutomaticAnswer.GetRawText()).State.Status.ShouldBe(InstanceStatus.Finished);
        At(18).Wrong("langkah18", "Selesai", """{"automatic":"true"}""").ShouldContainKey("rating");
        At(18).Wrong("langkah18", "Belum", """{"automatic":true}""").ShouldContainKey("reason");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void The_lowest_and_the_highest_rating_close_the_ticket(int rating) =>
        At(18).Answer("langkah18", "Selesai", $$"""{"rating":{{rating}}}""").State.Status.ShouldBe(InstanceStatus.Finished);

    [Theory]
    [InlineData("""{"message":"\ud800"}""")]
    [InlineData("""{"message":"Baik.","x":{"y":["rusak \udc00 rusak"]}}""")]
    [InlineData("""{"message":"Baik.","\ud800":1}""")]
    [InlineData("""{"message":"nol \u0000 nol"}""")]
    public void Data_that_cannot_be_stored_are_refused_whatever_the_field(string data) => At(4).Wrong("langkah4", "Done", data).Keys.ShouldBe(["data"]);

    [Fact]
    public void Escapes_that_make_good_text_are_taken() => At(4).Answer("langkah4", "Done", """{"message":"\ud83d\ude00 \u0041"}""").Waiting.ShouldBe(["langkah5"]);

    [Theory]
    [InlineData(3, "Done")]
    [InlineData(3, "y")]
    [InlineData(7, "Ya")]
    [InlineData(18, "BelumLkpp")]
    [InlineData(18, "Done")]
    [InlineData(2, "")]
    public void An_answer_that_the_step_does_not_offer_is_refused(int step, string answer) =>
        At(step).Wrong($"langkah{step}", answer, Paper.DataFor(step, "Done")).ShouldContainKey("outcome");

    [Fact]
    public void A_refused_answer_changes_nothing()
    {
        var walk = At(18);
        var before = EngineJson.Write(walk.State);

        walk.Wrong("langkah18", "Selesai", """{"rating":9}""");

        EngineJson.Write(walk.State).ShouldBe(before);
    }

    [Fact]
    public void Each_step_offers_the_papers_answers_and_says_what_they_mean()
    {
        foreach (var step in Sop011Activities.Steps)
        {
            step.Answers.Select(a => a.Outcome).ShouldBe(Paper.AnswersOf(step.Sheet.Number));
            step.Answers.ShouldAllBe(a => a.Label.Length > 2 && a.Label != "Y" && a.Label != "Done");
            step.Fields.ShouldBeUnique();
        }

        // "Ya" of step 3 means that something is missing, so the word alone would mislead.
        Sop011Activities.Steps[2].Answers.Select(a => a.Label).ShouldBe(["Ya, minta data tambahan", "Tidak, informasi lengkap"]);
    }

    [Fact]
    public void The_answer_goes_into_the_variable_that_a_designer_binds_and_only_the_declared_fields_do()
    {
        var json = Compiled.Sop011Json
            .Replace("\"id\": \"langkah2\",", """ "id": "langkah2", "jawaban": { "typeName": "Object", "memoryReference": { "id": "prioritas" } },""", StringComparison.Ordinal)
            .Replace("\"variables\": [\n    {", """ "variables": [{"id":"prioritas","name":"Prioritas","typeName":"Object"}, {""", StringComparison.Ordinal);
        var walk = Walk.Start(Compiled.From(json), (SendTicket.TicketInput, Values.Text("1")));

        walk.Answer("langkah2", "Done", """{"priority":"Tinggi","lain":"x"}""");

        walk.Variable("prioritas").ShouldBe("""{"priority":"Tinggi"}""");
    }

    /// <summary>A ticket that waits at a step.</summary>
    private static Walk At(int step)
    {
        var walk = Walk.Start(Compiled.Sop011);
        foreach (var (before, answer) in new[]
        {
            (1, "Done"), (2, "Done"), (3, step is 4 or 5 ? "Y" : "T"), (4, "Done"), (5, "Done"), (6, "Done"), (7, step is 8 or 9 ? "Y" : "T"), (8, "Done"), (9, "Belum"),
            (10, "Done"), (11, "Done"), (12, "Done"), (13, step is 14 or 15 ? "Y" : "T"), (14, "Done"), (15, "Selesai"), (16, "Done"), (17, "Done"),
        })
        {
            if (walk.Waiting.Contains($"langkah{step}"))
            {
                break;
            }

            if (walk.Waiting.Contains($"langkah{before}"))
            {
                walk.Do(before, answer);
            }
        }

        walk.Waiting.ShouldBe([$"langkah{step}"]);
        return walk;
    }

    private static string With(string data, string field, string value)
    {
        var inner = data.Trim()[1..^1].Trim();
        return inner.Length == 0 ? $$"""{"{{field}}":{{value}}}""" : $$"""{{{inner}},"{{field}}":{{value}}}""";
    }

    private static string Without(int step, string answer, string field) =>
        (step, field) switch
        {
            (1, "title") => """{"description":"Galat."}""",
            (1, _) => """{"title":"Galat"}""",
            _ => "{}",
        };
}
