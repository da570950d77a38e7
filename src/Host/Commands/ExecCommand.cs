using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Alur.Workflows.Definitions;

namespace Alur.Host.Commands;

/// <summary>
/// Runs an Elsa 3 definition in memory, without a host: <c>exec DEFINITION.json [--input name=value]… [--answer activity=outcome]… [--json]</c>.
/// </summary>
public static class ExecCommand
{
    private const int Finished = 0;
    private const int Faulted = 1;
    private const int Refused = 2;
    private const int Waiting = 3;

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Runs the command.</summary>
    /// <param name="args">What follows <c>exec</c>.</param>
    /// <param name="catalog">The activity types that the definition may use.</param>
    /// <param name="output">Takes the journal and the status.</param>
    /// <param name="error">Takes what is wrong with the call.</param>
    /// <param name="time">The clock the run starts at.</param>
    /// <returns>0 finished, 1 faulted, 2 refused, 3 waiting.</returns>
    public static int Run(IReadOnlyList<string> args, ActivityCatalog catalog, TextWriter output, TextWriter error, TimeProvider time)
    {
        if (args is ["--help" or "-h"])
        {
            output.WriteLine(ExecOptions.Usage);
            return Finished;
        }

        if (ExecOptions.Parse(args, out var wrong) is not { } options) return Refuse(error, [wrong!, "See ./dev exec --help."]);
        if (ReadText(options.Path, out var unreadable) is not { } text) return Refuse(error, [unreadable!]);

        var workflow = Compile(text, catalog, out var problems);
        if (workflow is null) return List(problems, options.Json, output, error);

        if (ExecInputs.Read(options.Inputs, workflow, out var badInputs) is not { } input) return Refuse(error, badInputs);
        var unknown = ExecRun.UnknownActivities(workflow, options.Answers).ToArray();
        if (unknown.Length > 0) return Refuse(error, unknown);

        var run = new ExecRun(workflow, time.GetUtcNow(), line =>
        {
            if (!options.Json) output.WriteLine(line);
        });
        var stopped = run.Run(input, options.Answers);
        if (stopped is not null) error.WriteLine($"exec: {stopped}");
        return Conclude(run, stopped, options.Json, output);
    }

    private static string? ReadText(string path, out string? problem)
    {
        try
        {
            problem = null;
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = $"Expected a definition at {path} but it cannot be read: {exception.Message}";
            return null;
        }
    }

    private static CompiledWorkflow? Compile(string text, ActivityCatalog catalog, out ImmutableArray<Problem> problems)
    {
        if (WorkflowDocument.Parse(text, out problems) is not { } document) return null;
        var result = WorkflowCompiler.Compile(document, catalog);
        problems = [.. problems, .. result.Problems];
        return problems.Any(problem => problem.IsRefused) ? null : result.Workflow;
    }

    private static int Conclude(ExecRun run, string? stopped, bool json, TextWriter output)
    {
        // What went wrong inside the workflow weighs more than an answer that came to nothing because of it.
        var (status, code) = run switch
        {
            { Incidents.IsEmpty: false } => ("faulted", Faulted),
            _ when stopped is not null => ("refused", Refused),
            { IsFinished: true } => ("finished", Finished),
            _ => ("waiting", Waiting),
        };
        if (!json)
        {
            output.WriteLine($"status  {status}");
            return code;
        }

        output.WriteLine(JsonSerializer.Serialize(
            new
            {
                status,
                reason = stopped,
                journal = run.Journal.Lines,
                variables = run.Journal.Variables,
                outputs = run.Journal.Outputs,
                incidents = run.Incidents.Select(incident => new { incident.Activity, incident.Code, incident.Message }),
            },
            JsonOptions));
        return code;
    }

    private static int List(ImmutableArray<Problem> problems, bool json, TextWriter output, TextWriter error)
    {
        var errors = problems.Where(problem => problem.IsRefused).ToArray();
        error.WriteLine($"exec: the definition is refused, it has {errors.Length} {(errors.Length == 1 ? "problem" : "problems")}.");
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new { status = "refused", problems = errors.Select(problem => new { problem.Path, problem.Code, problem.Message, problem.ActivityId }) },
                JsonOptions));
            return Refused;
        }

        foreach (var problem in errors) output.WriteLine($"problem {problem.Path} {problem.Code}: {problem.Message}");
        output.WriteLine("status  refused");
        return Refused;
    }

    private static int Refuse(TextWriter error, IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences) error.WriteLine($"exec: {sentence}");
        return Refused;
    }
}
