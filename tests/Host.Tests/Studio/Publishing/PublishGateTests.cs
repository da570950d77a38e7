using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alur.Activities;
using Alur.Host.Studio.Publishing;
using Alur.Host.Texts;
using Alur.Workflows.Definitions;
using Alur.Workflows.Definitions.Soundness;

namespace Alur.Host.Tests.Studio.Publishing;

/// <summary>What a designer reads when a definition may not be published.</summary>
public sealed partial class PublishGateTests
{
    private static readonly PublishGate Gate = new(AlurCatalog.Default);

    private static string[] Errors(string json) => [.. Gate.Check(json).Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => problem.Message)];

    private static string Task(string id, string title, string role = "Helpdesk", string outcomes = "[]", string more = "") => $$"""
        { "id": "{{id}}", "type": "Alur.HumanTask", "version": 1, "metadata": { "displayText": "{{title}}" }, {{more}}
          "role": { "typeName": "String", "expression": { "type": "Literal", "value": "{{role}}" } },
          "outcomes": { "typeName": "Object", "expression": { "type": "Object", "value": {{JsonValue.Create(outcomes)!.ToJsonString()}} } } }
        """;

    private static string Join(string id, string title, string mode) => $$"""
        { "id": "{{id}}", "type": "Elsa.FlowJoin", "version": 1, "metadata": { "displayText": "{{title}}" }, "mode": { "typeName": "String", "expression": { "type": "Literal", "value": "{{mode}}" } } }
        """;

    private static string End => """{ "id": "akhir", "type": "Elsa.End", "version": 1 }""";

    private static string Chart(string[] activities, params string[] arrows) => $$"""
        { "id": "v1", "definitionId": "izin", "name": "Izin", "version": 1,
          "root": { "id": "bagan", "type": "Elsa.Flowchart", "version": 1, "activities": [ {{string.Join(",", activities)}} ],
            "connections": [ {{string.Join(",", arrows.Select(arrow => Regex.Match(arrow, @"(\w+)\.(\w+)-(\w+)")).Select(arrow => $$"""
              { "source": { "activity": "{{arrow.Groups[1]}}", "port": "{{arrow.Groups[2]}}" }, "target": { "activity": "{{arrow.Groups[3]}}", "port": "In" } }
              """))}} ] } }
        """;

    [Fact]
    public void Sop_011_may_be_published() => Gate.Check(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", "sop-011.json"))).ShouldBeEmpty();

    [Fact]
    public void A_deadlock_is_told_as_a_story()
    {
        var json = Chart(
            [Task("a", "Memeriksa berkas", outcomes: """["Ya","Tidak"]""", more: "\"customProperties\": { \"step\": 1 },"), Task("b", "Mencetak"), Task("c", "Menolak"), Join("j", "Gabung", "WaitAll"), End],
            "a.Ya-b", "a.Tidak-c", "b.Done-j", "c.Done-j", "j.Done-akhir");
        var problem = Gate.Check(json).ShouldHaveSingleItem();
        (problem.Code, problem.ActivityId, problem.Path).ShouldBe((SoundnessCodes.StuckJoin, "j", "$.root.activities[3]"));
        problem.Message.ShouldBe(
            "Jika langkah 1 (Memeriksa berkas) dijawab 'Ya' lalu 'Mencetak' selesai, proses berhenti di 'Gabung' karena panah dari 'Menolak' tidak mungkin datang lagi. "
            + "Ubah cara menunggu 'Gabung', atau pastikan semua cabangnya selalu dijalani.");
        CultureInfo.CurrentUICulture = Languages.English;
        Gate.Check(json).ShouldHaveSingleItem().Message.ShouldBe(
            "If step 1 (Memeriksa berkas) is answered 'Ya' and then 'Mencetak' is done, the process stops at 'Gabung' because the arrow from 'Menolak' can no longer come. "
            + "Change the merge rule of 'Gabung', or make sure that all its branches are always taken.");
    }

    [Fact]
    public void An_answer_that_leads_nowhere_is_named() => Errors(Chart([Task("a", "Memeriksa", outcomes: """["Ya","Tidak"]"""), End], "a.Ya-akhir")).ShouldBe(
        ["Jika 'Memeriksa' dijawab 'Tidak', proses tidak berlanjut dan tidak sampai ke langkah akhir. Sambungkan jalan keluar 'Tidak'."]);

    [Theory]
    [InlineData("Camat", "'Memeriksa': pelaksananya 'Camat', yang bukan peran pelaksana di kantor ini. Pilih Pelapor, Helpdesk, Admin PPE, LKPP, Supervisor.")]
    [InlineData("Administrator", "'Memeriksa': pelaksananya 'Administrator', yang bukan peran pelaksana di kantor ini. Pilih Pelapor, Helpdesk, Admin PPE, LKPP, Supervisor.")]
    [InlineData(" ", "'Memeriksa': belum punya pelaksana. Pilih Pelapor, Helpdesk, Admin PPE, LKPP, Supervisor.")]
    public void A_step_must_be_somebodys(string role, string expected) => Errors(Chart([Task("a", "Memeriksa", role), End], "a.Done-akhir")).ShouldBe([expected]);

    [Fact]
    public void A_role_that_a_script_chooses_is_only_doubtful()
    {
        var json = Chart([Task("a", "Memeriksa").Replace("\"type\": \"Literal\", \"value\": \"Helpdesk\"", "\"type\": \"JavaScript\", \"value\": \"'Help' + 'desk'\"", StringComparison.Ordinal), End], "a.Done-akhir");
        var problem = Gate.Check(json).ShouldHaveSingleItem();
        (problem.Code, problem.Severity).ShouldBe((StepCheck.RoleByScript, ProblemSeverity.Warning));
    }

    [Fact]
    public void A_broken_script_is_named_with_its_step()
    {
        var json = Chart([Task("a", "Memeriksa").Replace("\"type\": \"Literal\", \"value\": \"Helpdesk\"", "\"type\": \"JavaScript\", \"value\": \"if (\"", StringComparison.Ordinal), End], "a.Done-akhir");
        Errors(json).ShouldBe(["Ada ungkapan atau skrip pada 'Memeriksa' yang tidak dapat dibaca ($.root.activities[0].role.expression.value). Perbaiki penulisannya."]);
    }

    [Theory]
    [InlineData("-00:15:00", "Ada isian pada 'Memeriksa' yang jenis nilainya salah ($.root.activities[0].waktu.expression.value); waktu, misalnya, ditulis jj:mm:dd. Perbaiki isian itu.")]
    [InlineData("400.00:00:00", "Waktu pada 'Memeriksa' adalah 400.00:00:00. Isi dengan lama antara nol dan 366 hari, ditulis jj:mm:dd atau h.jj:mm:dd.")]
    [InlineData("seharian", "Ada isian pada 'Memeriksa' yang jenis nilainya salah ($.root.activities[0].waktu.expression.value); waktu, misalnya, ditulis jj:mm:dd. Perbaiki isian itu.")]
    public void A_time_must_make_sense(string time, string expected) => Errors(Chart(
        [Task("a", "Memeriksa", more: $$"""
        "waktu": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "{{time}}" } },
        """), End],
        "a.Done-akhir")).ShouldBe([expected]);

    [Theory]
    [InlineData("{ not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void What_is_no_definition_is_refused_in_words(string json) => Errors(json).ShouldNotBeEmpty();

    [Fact]
    public void Every_code_of_the_compiler_has_an_Indonesian_sentence()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Alur.slnx"))) root = Path.GetDirectoryName(root)!;
        var codes = new[] { "src/Workflows/Definitions", "src/Workflows/Expressions", "src/Activities", "src/Host/Storage/Definitions" }
            .SelectMany(room => Directory.EnumerateFiles(Path.Combine(root, room), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Reports().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct().Order(StringComparer.Ordinal).ToArray();
        codes.Length.ShouldBeGreaterThan(20);
        foreach (var code in codes)
        {
            foreach (var severity in Enum.GetValues<ProblemSeverity>())
                CompileTexts.Find(new Problem(code, "$.root", "Expected this but that.", "a", severity), StepNames.None).ShouldNotBeNull(code).ShouldNotContain("Expected");
        }
    }

    [Fact]
    public void Every_code_of_the_soundness_check_has_an_Indonesian_sentence()
    {
        var document = WorkflowDocument.Parse(Chart([Task("a", "Memeriksa"), End], "a.Done-akhir"), out _)!;
        var workflow = WorkflowCompiler.Compile(document, AlurCatalog.Default).Workflow!;
        var texts = new SoundnessTexts(workflow, new StepNames(document.Root, AlurCatalog.Default));
        foreach (var code in SoundnessCodes.All)
            texts.Find(new SoundnessProblem { Code = code, ActivityId = "a", Path = "$", Outcome = "Done", Others = ["a"] }).ShouldNotBeNull(code).ShouldContain(code == SoundnessCodes.NotProven ? "terbukti" : "'Memeriksa'");
    }

    [GeneratedRegex("""(?:new Problem|Report|report|Bad)\(\s*"([a-z-]+)",""")]
    private static partial Regex Reports();
}
