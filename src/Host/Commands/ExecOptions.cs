using System.Collections.Immutable;
using System.Text.Json;

namespace Alur.Host.Commands;

/// <summary>An answer that the command line holds ready for a wait.</summary>
/// <param name="Activity">Id, name or display text of the activity it is for.</param>
/// <param name="Outcome">The outcome to choose.</param>
/// <param name="Data">Data that go with it; JSON null when none were given.</param>
internal sealed record PreparedAnswer(string Activity, string Outcome, JsonElement Data)
{
    public override string ToString() => $"{Activity}={Outcome}";
}

/// <summary>What the command line of <c>exec</c> asks for.</summary>
internal sealed record ExecOptions
{
    public const string Usage = """
        usage: ./dev exec DEFINITION.json [--input NAME=VALUE]… [--answer ACTIVITY=OUTCOME]… [--json]

          --input NAME=VALUE           an input of the workflow; typed as the definition declares it, else JSON if it is JSON, else text
          --answer ACTIVITY=OUTCOME    answers the next wait; ACTIVITY is an id, a name or a display text
          --answer 'ACTIVITY=OUTCOME:{"field":"value"}'    the same, with data; without, required fields are filled with placeholders
          --json                       one JSON document instead of lines

        exit code: 0 finished, 1 faulted, 2 refused, 3 waiting
        """;

    /// <summary>Path of the definition.</summary>
    public required string Path { get; init; }

    /// <summary>Inputs as written, in order.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Inputs { get; init; } = [];

    /// <summary>Answers, in the order they are to be given.</summary>
    public ImmutableArray<PreparedAnswer> Answers { get; init; } = [];

    /// <summary>Whether to print JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Reads the arguments after <c>exec</c>; null, with a sentence, when they cannot be read.</summary>
    public static ExecOptions? Parse(IReadOnlyList<string> args, out string? error)
    {
        string? path = null;
        var json = false;
        var inputs = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        var answers = ImmutableArray.CreateBuilder<PreparedAnswer>();
        error = null;
        for (var i = 0; i < args.Count && error is null; i++)
        {
            var (option, attached) = Split(args[i]);
            switch (option)
            {
                case "--json" when attached is null:
                    json = true;
                    break;
                case "--input" or "--answer" when attached is null && i + 1 >= args.Count:
                    error = $"Expected a value after {option} but the line ends there.";
                    break;
                case "--input":
                    error = AddInput(attached ?? args[++i], inputs);
                    break;
                case "--answer":
                    error = AddAnswer(attached ?? args[++i], answers);
                    break;
                case ['-', _, ..]:
                    error = $"There is no option {args[i]}.";
                    break;
                case var _ when path is not null:
                    error = $"Expected one definition but found two: {path} and {args[i]}.";
                    break;
                default:
                    path = args[i];
                    break;
            }
        }

        if (error is null && path is null) error = "Expected the path of a definition but there is none.";
        return error is null ? new ExecOptions { Path = path!, Inputs = inputs.ToImmutable(), Answers = answers.ToImmutable(), Json = json } : null;
    }

    // "--input=n=5" as well as "--input n=5".
    private static (string Option, string? Attached) Split(string arg) =>
        arg.StartsWith("--", StringComparison.Ordinal) && arg.IndexOf('=') is var at and > 0 ? (arg[..at], arg[(at + 1)..]) : (arg, null);

    private static string? AddInput(string text, ImmutableArray<KeyValuePair<string, string>>.Builder inputs)
    {
        var at = text.IndexOf('=');
        if (at < 1) return $"Expected --input NAME=VALUE but found '{text}'.";
        if (inputs.Any(input => input.Key == text[..at])) return $"Expected one value for input '{text[..at]}' but found two.";
        inputs.Add(new(text[..at], text[(at + 1)..]));
        return null;
    }

    private static string? AddAnswer(string text, ImmutableArray<PreparedAnswer>.Builder answers)
    {
        var data = JsonSerializer.SerializeToElement<object?>(null);
        var choice = text;
        // Data begin at ":{", which no outcome contains.
        var start = text.IndexOf(":{", StringComparison.Ordinal);
        if (start >= 0)
        {
            choice = text[..start];
            try
            {
                using var document = JsonDocument.Parse(text[(start + 1)..]);
                data = document.RootElement.Clone();
            }
            catch (JsonException exception)
            {
                return $"Expected JSON data in --answer '{text}' but they cannot be read: {exception.Message}";
            }
        }

        var at = choice.LastIndexOf('=');
        if (at < 1 || at == choice.Length - 1) return $"Expected --answer ACTIVITY=OUTCOME but found '{text}'.";
        answers.Add(new PreparedAnswer(choice[..at], choice[(at + 1)..], data));
        return null;
    }
}
