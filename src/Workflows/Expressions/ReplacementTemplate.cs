using System.Globalization;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace Alur.Workflows.Expressions;

/// <summary>What <c>$&amp;</c>, <c>$1</c>, <c>$&lt;name&gt;</c> and the like stand for in the second argument of <c>replace</c> (ECMAScript, GetSubstitution).</summary>
internal static class ReplacementTemplate
{
    /// <param name="template">The second argument.</param>
    /// <param name="match">What a replacing function is called with: match, groups, position, text, and named groups if there are any.</param>
    /// <param name="limits">Bounds the result.</param>
    public static string Expand(string template, JsValue[] match, ScriptLimits limits)
    {
        if (!template.Contains('$', StringComparison.Ordinal))
        {
            return template;
        }

        var named = match[^1] as ObjectInstance;
        var text = TypeConverter.ToString(match[named is null ? ^1 : ^2]);
        var position = (int)TypeConverter.ToNumber(match[named is null ? ^2 : ^3]);
        var groups = match.Length - (named is null ? 3 : 4);
        var matched = TypeConverter.ToString(match[0]);
        var result = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var next = i + 1 < template.Length ? template[i + 1] : '\0';
            switch (template[i], next)
            {
                case ('$', '$'):
                    result.Append('$');
                    i++;
                    break;
                case ('$', '&'):
                    result.Append(matched);
                    i++;
                    break;
                case ('$', '`'):
                    result.Append(text.AsSpan(0, position));
                    i++;
                    break;
                case ('$', '\''):
                    result.Append(text.AsSpan(Math.Min(text.Length, position + matched.Length)));
                    i++;
                    break;
                case ('$', '<') when named is not null && template.IndexOf('>', i) is > 0 and var close:
                    result.Append(Group(named.Get(template[(i + 2)..close])));
                    i = close;
                    break;
                case ('$', >= '0' and <= '9') when GroupAt(template, i + 1, groups, out var digits) is > 0 and var group:
                    result.Append(Group(match[group]));
                    i += digits;
                    break;
                default:
                    result.Append(template[i]);
                    break;
            }

            if (result.Length > limits.Text)
            {
                throw Faults.TextTooLong(limits);
            }
        }

        return result.ToString();
    }

    /// <summary>The group that one or two digits name; 0 when there is none of that number.</summary>
    private static int GroupAt(string template, int at, int groups, out int digits)
    {
        for (digits = at + 1 < template.Length && char.IsAsciiDigit(template[at + 1]) ? 2 : 1; digits > 0; digits--)
        {
            if (int.Parse(template.AsSpan(at, digits), NumberStyles.None, CultureInfo.InvariantCulture) is var group && group > 0 && group <= groups)
            {
                return group;
            }
        }

        return 0;
    }

    private static string Group(JsValue value) => value.IsUndefined() ? "" : TypeConverter.ToString(value);
}
