using System.Globalization;
using System.Text;

namespace Alur.Workflows.Definitions;

/// <summary>Builds the JSON paths that problems name, such as <c>$.root.activities[3]['display text']</c>.</summary>
internal static class JsonPath
{
    public const string Root = "$";

    public static string Property(string path, string name) => IsPlain(name)
        ? $"{path}.{name}"
        : $"{path}['{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']";

    public static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>The steps of a path: a name (string) or an index (int) each. Ends early where the path is not one that this class builds.</summary>
    public static IEnumerable<object> Steps(string path)
    {
        var at = Root.Length;
        while (at < path.Length)
        {
            int end;
            switch (path[at])
            {
                case '.':
                    end = path.IndexOfAny(['.', '['], at + 1);
                    end = end < 0 ? path.Length : end;
                    yield return path[(at + 1)..end];
                    at = end;
                    break;
                case '[' when at + 1 < path.Length && path[at + 1] == '\'':
                    var name = new StringBuilder();
                    for (end = at + 2; end < path.Length && path[end] != '\''; end++)
                    {
                        end += path[end] == '\\' && end + 1 < path.Length ? 1 : 0;
                        name.Append(path[end]);
                    }

                    yield return name.ToString();
                    at = Math.Min(end + 2, path.Length);
                    break;
                case '[' when path.IndexOf(']', at) is > 0 and var close && int.TryParse(path.AsSpan(at + 1, close - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index):
                    yield return index;
                    at = close + 1;
                    break;
                default:
                    yield break;
            }
        }
    }

    private static bool IsPlain(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '$'))
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
