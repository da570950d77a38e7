namespace Alur.Rehearsal;

/// <summary>The options of a command line: <c>--name value</c>, <c>--name=value</c> or a bare <c>--flag</c>. What is not known is refused.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string?> given = new(StringComparer.Ordinal);

    /// <param name="args">The arguments after the command's name.</param>
    /// <param name="valued">Options that take a value.</param>
    /// <param name="flags">Options that take none.</param>
    /// <exception cref="UsageException">An option is unknown or lacks its value.</exception>
    public Arguments(IReadOnlyList<string> args, string[] valued, string[] flags)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].IndexOf('=') is var at and > 0 ? (args[i][..at], args[i][(at + 1)..]) : (args[i], null);
            if (flags.Contains(name) && value is null) given[name] = null;
            else if (!valued.Contains(name)) throw new UsageException($"there is no option {args[i]}");
            else given[name] = value ?? (++i < args.Count ? args[i] : throw new UsageException($"expected a value after {name}"));
        }
    }

    public bool Has(string flag) => given.ContainsKey(flag);

    public string? Text(string name) => given.GetValueOrDefault(name);

    /// <summary>A whole number above zero.</summary>
    public int? Number(string name) => Text(name) switch
    {
        null => null,
        var text when int.TryParse(text, out var number) && number > 0 => number,
        var text => throw new UsageException($"expected a whole number above zero after {name} but found '{text}'"),
    };
}

/// <summary>The command line cannot be followed.</summary>
internal sealed class UsageException(string message) : Exception(message);
