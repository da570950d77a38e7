using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Alur.Host.Identity;
using Alur.Host.Sla.Policies;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Administration.Policies;

/// <summary>
/// Times, places and levels of a policy as people write them in a form, and back. They are shown in the language of the request and read in both, so that a form that was
/// filled in one can be sent in the other. The document's own notation is taken too.
/// </summary>
internal static partial class PolicyWords
{
    /// <summary>Working time in words: <c>1 jam 30 menit</c>.</summary>
    public static string Show(int seconds)
    {
        var parts = new List<string>(3);
        if (seconds / 3600 is > 0 and var hours) parts.Add(T("{0} jam", hours));
        if (seconds % 3600 / 60 is > 0 and var minutes) parts.Add(T("{0} menit", minutes));
        if (seconds % 60 is > 0 and var rest) parts.Add(T("{0} detik", rest));
        return parts.Count == 0 ? T("{0} menit", 0) : string.Join(' ', parts);
    }

    /// <summary>A place in words: <c>80%</c>, <c>-6 menit</c>, <c>+1 jam</c>.</summary>
    public static string Show(PolicyOffset place) => place.Percent is not null ? place.ToString() : (place.Seconds < 0 ? "-" : "+") + Show(Math.Abs(place.Seconds));

    /// <summary>A level in a line: <c>100%: beri tahu supervisor, naikkan Tinggi</c>.</summary>
    public static string Show(PolicyLevel level) => $"{Show(level.At)}: {string.Join(", ", level.Actions.Select(Show))}";

    /// <summary>Working time as the document writes it; what cannot be read stays as it is, for the check to refuse.</summary>
    public static string Time(string text)
    {
        var found = Words().Match(text.Trim());
        if (!found.Success || found.Length == 0) return text.Trim();
        var seconds = Number(found, "h") * 3600 + Number(found, "m") * 60 + Number(found, "s");
        return XmlConvert.ToString(TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue)));
    }

    /// <summary>A place as the document writes it.</summary>
    public static string Place(string text)
    {
        text = text.Trim().Replace(" %", "%", StringComparison.Ordinal);
        return text is ['+' or '-', ..] ? text[0] + Time(text[1..]) : text;
    }

    /// <summary>A line as a level; null with what is wrong with it.</summary>
    public static (string At, List<PolicyAction> Actions)? Level(string line, out string? wrong)
    {
        wrong = null;
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            wrong = T("'{0}': tulis tempat, titik dua, lalu tindakan, misalnya 100%: beri tahu supervisor.", line);
            return null;
        }
        var actions = new List<PolicyAction>();
        foreach (var part in line[(colon + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Action(part) is not { } action)
            {
                wrong = T("'{0}' tidak dikenal; tulis beri tahu (pemegang, supervisor, nama peran, atau user:ID), naikkan PRIORITAS, tugaskan ID, atau serahkan.", part);
                return null;
            }
            actions.Add(action);
        }
        return (Place(line[..colon]), actions);
    }

    private static PolicyAction? Action(string text)
    {
        if (text.Equals("serahkan", StringComparison.OrdinalIgnoreCase) || text.Equals("hand over", StringComparison.OrdinalIgnoreCase)) return new(PolicyActions.HandOver);
        if ((After(text, "naikkan ") ?? After(text, "raise to ")) is { } priority) return new(PolicyActions.RaisePriority, To: priority);
        if ((After(text, "tugaskan ") ?? After(text, "assign ")) is { } person) return new(PolicyActions.Assign, To: person);
        if ((After(text, "beri tahu ") ?? After(text, "beritahu ") ?? After(text, "tell ")) is not { } who) return null;
        return new(PolicyActions.Notify, who.ToLowerInvariant() switch
        {
            "pemegang" or "pelaksana" or "holder" => PolicyActions.Holder,
            "supervisor" => PolicyActions.Supervisor,
            _ => Roles.All.FirstOrDefault(role => role.Equals(who, StringComparison.OrdinalIgnoreCase) || RoleNames.Show(role).Equals(who, StringComparison.OrdinalIgnoreCase)) is { } named
                ? PolicyActions.RolePrefix + named
                : who,
        });
    }

    private static string Show(PolicyAction action) => action.Do switch
    {
        PolicyActions.HandOver => T("serahkan"),
        PolicyActions.RaisePriority => T("naikkan {0}", action.To),
        PolicyActions.Assign => T("tugaskan {0}", action.To),
        _ => T("beri tahu {0}", action.Who switch
        {
            PolicyActions.Holder => T("pemegang"),
            { } who when who.StartsWith(PolicyActions.RolePrefix, StringComparison.Ordinal) => RoleNames.Show(who[PolicyActions.RolePrefix.Length..]),
            var who => who,
        }),
    };

    private static string? After(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? text[start.Length..].Trim() : null;

    private static long Number(Match found, string name) =>
        found.Groups[name] is { Success: true, Value: var digits } ? long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:(?<h>[0-9]{1,6}) *(?:jam|h|hours?))? *(?:(?<m>[0-9]{1,6}) *(?:menit|min|minutes?))? *(?:(?<s>[0-9]{1,6}) *(?:detik|s|seconds?))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
