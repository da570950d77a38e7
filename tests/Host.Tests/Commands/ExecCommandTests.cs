using System.Text.Json.Nodes;
using Alur.Host.Commands;

namespace Alur.Host.Tests.Commands;

public sealed class ExecCommandTests : IDisposable
{
    private static readonly string Sop011 = Path.Combine(AppContext.BaseDirectory, "workflows", "sop-011.json");

    private readonly string folder = Directory.CreateTempSubdirectory("alur-exec-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_chart_that_needs_nobody_finishes_and_its_journal_is_one_line_a_visit_and_a_write()
    {
        var run = Exec(Chart([Start(), WriteLine("hello", "Halo")], ["start>hello"]));

        run.Lines.ShouldBe(["visit   start #1", "visit   hello #1", "write   Halo", "status  finished"]);
        run.Error.ShouldBeEmpty();
        run.Code.ShouldBe(0);
    }

    [Fact]
    public void A_text_of_several_lines_stays_one_line()
    {
        var run = Exec(Chart([Start(), WriteLine("two", "satu\\ndua")], ["start>two"]));

        run.Lines.ShouldContain("write   satu\\ndua");
    }

    [Fact]
    public void A_wait_without_an_answer_is_status_waiting_and_exit_code_3()
    {
        var run = Exec(Chart([Start(), Delay("pause")], ["start>pause"]));

        run.Lines[2].ShouldStartWith("wait    pause #1 [Done] until ");
        run.Lines[^1].ShouldBe("status  waiting");
        run.Code.ShouldBe(3);
    }

    [Theory]
    [InlineData("pause", "by its id")]
    [InlineData("Tunggu", "by its name")]
    [InlineData("Tunggu sebentar", "by its display text")]
    public void An_answer_finds_its_activity(string called, string because)
    {
        var run = Exec(Chart([Start(), Delay("pause", "Tunggu", "Tunggu sebentar")], ["start>pause"]), "--answer", $"{called}=Done");

        run.Code.ShouldBe(0, because + run.Error);
    }

    [Fact]
    public void Answers_are_given_in_their_order()
    {
        var chart = Chart([Start(), Delay("a"), Delay("b")], ["start>a", "a>b"]);

        Exec(chart, "--answer", "a=Done", "--answer", "b=Done").Code.ShouldBe(0);
        var wrong = Exec(chart, "--answer", "b=Done", "--answer", "a=Done");
        wrong.Error.ShouldContain("Answer 1 (b=Done) cannot be given: b is not waiting; waiting: a #1.");
        wrong.Lines[^1].ShouldBe("status  refused");
        wrong.Code.ShouldBe(2);
    }

    [Fact]
    public void An_answer_too_many_is_said()
    {
        var run = Exec(Chart([Start(), Delay("a")], ["start>a"]), "--answer", "a=Done", "--answer", "a=Done");

        run.Error.ShouldContain("the workflow has finished");
        run.Code.ShouldBe(2);
    }

    [Fact]
    public void An_outcome_that_the_activity_does_not_have_is_said_with_those_it_has()
    {
        var run = Exec(Chart([Start(), Delay("a")], ["start>a"]), "--answer", "a=Selesai");

        run.Error.ShouldContain("a has no outcome 'Selesai'; it has Done.");
        run.Code.ShouldBe(2);
    }

    [Fact]
    public void A_fault_is_an_incident_and_exit_code_1()
    {
        var run = Exec(Chart([Start(), Script("loop", "while (true) {}")], ["start>loop"]));

        run.Lines.ShouldContain(line => line.StartsWith("incident loop #1 "));
        run.Lines[^1].ShouldBe("status  faulted");
        run.Code.ShouldBe(1);
    }

    [Theory]
    [InlineData("5", "n is 5 number")]
    [InlineData("abc", null)]
    public void An_input_is_typed_as_it_is_declared(string value, string? written)
    {
        var chart = Chart(
            [Start(), Script("say", "'n is ' + getInput('n') + ' ' + typeof getInput('n')")],
            ["start>say"],
            ("inputs", JsonNode.Parse("""[{"name":"n","type":"Int32"}]""")!));

        var run = Exec(chart, "--input", $"n={value}");

        if (written is not null)
        {
            run.Lines.ShouldContain($"write   {written}");
        }
        else
        {
            run.Error.ShouldContain("Expected Int32 for input 'n' but found 'abc'.");
            run.Code.ShouldBe(2);
        }
    }

    [Theory]
    [InlineData("TimeSpan", "-1")]
    [InlineData("TimeSpan", "5")]
    [InlineData("DateTimeOffset", "1/2/2026")]
    [InlineData("Int32", "1.5")]
    [InlineData("Int32", "2147483648")]
    [InlineData("System.Int16", "-32769")]
    [InlineData("Boolean", "ya")]
    [InlineData("String[]", "a")]
    public void What_a_definition_would_refuse_as_a_value_is_refused_as_an_input(string type, string value)
    {
        var inputs = new JsonArray(new JsonObject { ["name"] = "n", ["type"] = type });

        var run = Exec(Chart([Start()], [], ("inputs", inputs)), "--input", $"n={value}");

        run.Error.ShouldContain($"Expected {type} for input 'n' but found '{value}'.");
        run.Code.ShouldBe(2);
    }

    [Fact]
    public void An_input_that_is_not_declared_is_json_if_it_is_json()
    {
        var chart = Chart([Start(), Script("say", "getInput('list').length + getInput('word')")], ["start>say"]);

        Exec(chart, "--input", "list=[1,2]", "--input", "word=kata").Lines.ShouldContain("write   2kata");
    }

    [Fact]
    public void As_json_it_is_one_document()
    {
        var chart = Chart(
            [Start(), WriteLine("hello", "Halo"), Delay("pause")],
            ["start>hello", "hello>pause"],
            ("variables", JsonNode.Parse("""[{"id":"v1","name":"Order","typeName":"Int32","value":3}]""")!));

        var document = JsonNode.Parse(Exec(chart, "--json").Output)!;

        document["status"]!.GetValue<string>().ShouldBe("waiting");
        document["journal"]!.AsArray().Select(line => (string)line!["kind"]!).ShouldBe(["visit", "visit", "write", "visit", "wait"]);
        document["journal"]![4]!["outcomes"]!.ToJsonString().ShouldBe("""["Done"]""");
        document["variables"]!["Order"]!.GetValue<int>().ShouldBe(3);
        document["outputs"]!.AsObject().ShouldBeEmpty();
        document["incidents"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public void Every_problem_of_the_definition_is_listed_with_its_path()
    {
        var chart = Chart([Start(), WriteLine("hello", "Halo"), Activity("odd", "Acme.Unknown")], ["start>hello", "start>odd", "hello>nowhere"]);

        var run = Exec(chart);

        run.Lines.ShouldContain(line => line.StartsWith("problem $.root.activities[2]") && line.Contains("unknown-type"));
        run.Lines.ShouldContain(line => line.StartsWith("problem $.root.connections[2]") && line.Contains("dangling-connection"));
        run.Lines[^1].ShouldBe("status  refused");
        run.Code.ShouldBe(2);
    }

    [Fact]
    public void Problems_as_json_carry_path_code_and_message()
    {
        var run = Exec(Chart([Start(), Activity("odd", "Acme.Unknown")], ["start>odd"]), "--json");

        var problem = JsonNode.Parse(run.Output)!["problems"]!.AsArray().Single()!;
        problem["path"]!.GetValue<string>().ShouldStartWith("$.root.activities[1]");
        problem["code"]!.GetValue<string>().ShouldBe("unknown-type");
        problem["message"]!.GetValue<string>().ShouldNotBeEmpty();
        run.Code.ShouldBe(2);
    }

    [Theory]
    [InlineData("this is not JSON")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{}")]
    public void A_text_that_is_no_definition_is_refused(string text)
    {
        var run = ExecText(text);

        run.Code.ShouldBe(2);
        run.Error.ShouldStartWith("exec: ");
    }

    [Theory]
    [InlineData("There is no option --fast.", "--fast")]
    [InlineData("Expected a value after --input but the line ends there.", "--input")]
    [InlineData("Expected --input NAME=VALUE but found 'n'.", "--input", "n")]
    [InlineData("Expected one value for input 'n' but found two.", "--input", "n=1", "--input", "n=2")]
    [InlineData("Expected --answer ACTIVITY=OUTCOME but found 'a'.", "--answer", "a")]
    [InlineData("Expected --answer ACTIVITY=OUTCOME but found 'a='.", "--answer", "a=")]
    [InlineData("Expected JSON data in --answer", "--answer", "a=Done:{x")]
    [InlineData("none has the id, name or display text 'ghost'", "--answer", "ghost=Done")]
    [InlineData("Expected one definition but found two", "other.json")]
    public void A_call_that_cannot_be_followed_is_refused_with_a_sentence(string sentence, params string[] args)
    {
        var run = Exec(Chart([Start(), WriteLine("hello", "Halo")], ["start>hello"]), args);

        run.Error.ShouldContain(sentence);
        run.Output.ShouldBeEmpty();
        run.Code.ShouldBe(2);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_with_a_sentence()
    {
        var run = ExecPath(Path.Combine(folder, "none.json"));

        run.Error.ShouldContain("cannot be read");
        run.Code.ShouldBe(2);
    }

    [Fact]
    public void The_shipped_process_waits_for_its_first_actor()
    {
        var run = ExecPath(Sop011);

        run.Lines.ShouldBe(["visit   langkah1 #1", "wait    langkah1 #1 [Done]", "status  waiting"]);
        run.Code.ShouldBe(3);
    }

    [Fact]
    public void The_shipped_process_runs_to_its_end_by_answers_alone()
    {
        string[] answers = ["langkah1=Done", "SetPriority=Done", "langkah3=T", "langkah6=Done", "langkah7=Y", "langkah8=Done", "langkah9=Selesai", "Menutup tiket=Selesai"];

        var run = ExecPath(Sop011, [.. answers.SelectMany(answer => new[] { "--answer", answer })]);

        run.Code.ShouldBe(0, run.Error);
    }

    [Fact]
    public void Data_that_are_given_are_checked_as_the_step_checks_them()
    {
        var run = ExecPath(Sop011, "--input", "ticket=1", "--answer", """langkah2=Done:{"priority":""}""");

        run.Error.ShouldContain("priority: ");
        run.Code.ShouldBe(2);
    }

    private Result Exec(JsonObject definition, params string[] args) => ExecText(definition.ToJsonString(), args);

    private Result ExecText(string text, params string[] args)
    {
        var path = Path.Combine(folder, "definition.json");
        File.WriteAllText(path, text);
        return ExecPath(path, args);
    }

    private static Result ExecPath(string path, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = ExecCommand.Run([path, .. args], CommandLine.Catalog, output, error, TimeProvider.System);
        return new Result(code, output.ToString(), error.ToString());
    }

    private static JsonObject Chart(JsonObject[] activities, string[] connections, params (string Name, JsonNode Value)[] more)
    {
        var definition = new JsonObject
        {
            ["id"] = "v1",
            ["definitionId"] = "test",
            ["name"] = "Test",
            ["version"] = 1,
            ["root"] = new JsonObject
            {
                ["id"] = "chart",
                ["type"] = "Elsa.Flowchart",
                ["version"] = 1,
                ["activities"] = new JsonArray([.. activities]),
                ["connections"] = new JsonArray([.. connections.Select(Connection)]),
            },
        };
        foreach (var (name, value) in more) definition[name] = value;
        return definition;
    }

    private static JsonObject Connection(string arrow) => new()
    {
        ["source"] = new JsonObject { ["activity"] = arrow.Split('>')[0], ["port"] = "Done" },
        ["target"] = new JsonObject { ["activity"] = arrow.Split('>')[1], ["port"] = "In" },
    };

    private static JsonObject Activity(string id, string type) => new() { ["id"] = id, ["type"] = type, ["version"] = 1 };

    private static JsonObject Start() => Activity("start", "Elsa.Start");

    private static JsonObject WriteLine(string id, string text) => With(Activity(id, "Elsa.WriteLine"), "text", "String", "Literal", text.Replace("\\n", "\n"));

    private static JsonObject Script(string id, string script) => With(Activity(id, "Elsa.WriteLine"), "text", "String", "JavaScript", script);

    private static JsonObject Delay(string id, string? name = null, string? displayText = null)
    {
        var activity = With(Activity(id, "Elsa.Delay"), "timeSpan", "TimeSpan", "Literal", "01:00:00");
        if (name is not null) activity["name"] = name;
        if (displayText is not null) activity["metadata"] = new JsonObject { ["displayText"] = displayText };
        return activity;
    }

    private static JsonObject With(JsonObject activity, string input, string typeName, string syntax, string value)
    {
        activity[input] = new JsonObject { ["typeName"] = typeName, ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value } };
        return activity;
    }

    private sealed record Result(int Code, string Output, string Error)
    {
        public string[] Lines => Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
