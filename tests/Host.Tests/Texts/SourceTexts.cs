using System.Text.RegularExpressions;

namespace Alur.Host.Tests.Texts;

/// <summary>The texts that the source says to people, read out of the files themselves.</summary>
internal static partial class SourceTexts
{
    private static readonly Lazy<IReadOnlyList<(string Path, string Text)>> Read = new(() => [.. Files()]);

    /// <summary>Every text that is given to <c>T(</c> as it stands, every sentence about something that was not found, and every line of the API's description; with the file that says it.</summary>
    public static IReadOnlyList<(string Path, string Text)> Said { get; } =
    [
        .. Read.Value.SelectMany(file => Translated().Matches(file.Text).Select(match => (file.Path, Unescaped(match.Groups[1].Value)))),
        .. Read.Value.SelectMany(file => Described().Matches(file.Text).Select(match => (file.Path, Unescaped(match.Groups[1].Value)))),
        .. Read.Value.SelectMany(file => Missing().Matches(file.Text).Select(match => (file.Path, match.Groups[1].Value + " tidak ditemukan."))),
    ];

    /// <summary>Every literal of the source, also those of tables, and of what has no language.</summary>
    public static IReadOnlySet<string> Literals { get; } = Read.Value.SelectMany(file => Literal().Matches(file.Text)).Select(match => Unescaped(match.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Every literal that has its values put in where it stands, with numbered places for them: <c>$"Tiket {number}"</c> as <c>Tiket {0}</c>.</summary>
    public static IReadOnlySet<string> PutIn { get; } =
        Read.Value.SelectMany(file => Interpolated().Matches(file.Text)).Select(match => Numbered(Unescaped(match.Groups[1].Value))).ToHashSet(StringComparer.Ordinal);

    /// <summary>Every reason that the outbox keeps of an effect that was not carried out, with numbered places for its values.</summary>
    public static IReadOnlySet<string> Reasons { get; } =
        Read.Value.SelectMany(file => Ended().Matches(file.Text)).Select(match => Numbered(Unescaped(match.Groups[1].Value))).ToHashSet(StringComparer.Ordinal);

    private static string Numbered(string text)
    {
        var places = 0;
        return Place().Replace(text, _ => $"{{{places++}}}");
    }

    private static IEnumerable<(string, string)> Files()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Alur.slnx"))) root = Path.GetDirectoryName(root)!;
        return new[] { "src/Host", "src/Activities" }.SelectMany(room => Directory.EnumerateFiles(Path.Combine(root, room), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && !Generated().IsMatch(file))
            // A long text may stand on several lines.
            .Select(file => (Path.GetRelativePath(root, file), Joined().Replace(File.ReadAllText(file), "")));
    }

    private static string Unescaped(string literal) => literal.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    // A method of another class, a generic type and a longer name are not meant.
    [GeneratedRegex("""(?<![\w.<])T\(\s*"((?:\\.|[^"\\])*)"(?!\s*\+)""")]
    private static partial Regex Translated();

    [GeneratedRegex("""With(?:Summary|Description)\(\s*"((?:\\.|[^"\\])*)"\)""")]
    private static partial Regex Described();

    [GeneratedRegex("""(?:Refusal\.NotFound\(|Refusal\.NotFound NotFound => new\()"([^"]+)"\)""")]
    private static partial Regex Missing();

    [GeneratedRegex("\"((?:\\\\.|[^\"\\\\\\r\\n])*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("\"\\s*\\+\\s*\\$?\"")]
    private static partial Regex Joined();

    [GeneratedRegex("\\$\"((?:\\\\.|[^\"\\\\\\r\\n])*)\"")]
    private static partial Regex Interpolated();

    [GeneratedRegex("""(?:new EffectEnd\.(?:Failed|Poisonous|Needless)\(\s*(?:T\()?|OutboxWrites\.Quarantine\(effect\.Id, )\$?"((?:\\.|[^"\\])*)"[,)]""")]
    private static partial Regex Ended();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[\\/](obj|bin|Migrations)[\\/]")]
    private static partial Regex Generated();
}
