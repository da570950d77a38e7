using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Alur.Workflows.Tests.Definitions;

/// <summary>Generates JSON text: any JSON, and documents that look like definitions with much in them that nobody knows.</summary>
internal static class JsonGen
{
    private static readonly Gen<string> Number = Gen.OneOf(
        Gen.Int.Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.OneOf("0", "-0", "1.0", "1.50", "1e5", "1E+2", "-1.0e-10", "12345678901234567890123", "0.1000"));

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 0, 12],
        Gen.OneOf("", " ", "é", "<&'\">", "日本", "😀", "a\\b/c", "line\nbreak\t", "\u0000", "\u2028", "WaitAll", "Done", "a", "b"))
        .Select(s => JsonSerializer.Serialize(s));

    private static readonly Gen<string> Name = Gen.OneOf("x", "a b", "é", "id", "type", "source", "target", "port", "position", "value", "expression", "typeName", "customProperties", "'", "", "$");

    private static readonly Gen<string> Leaf = Gen.OneOf(Number, Text, Gen.OneOf("true", "false", "null"));

    public static Gen<string> Any { get; } = Gen.Recursive<string>((depth, inner) => depth > 3
        ? Leaf
        : Gen.Frequency((3, Leaf), (1, inner.Array[0, 4].Select(items => $"[{string.Join(" , ", items)}]")), (1, Object(inner))));

    public static Gen<string> Document { get; } =
        from head in Members(Any)
        from activities in Members(Any).Array[0, 4]
        from connections in Gen.Select(Text, Text, Any, Members(Any)).Array[0, 4]
        from rest in Members(Any)
        select $$"""
            {{{head}} "root" : {{{rest}} "type":"Elsa.Flowchart","activities":[{{string.Join(",", activities.Select((m, i) => $$"""{{{m}}"id":"a{{i}}","type":"T"}"""))}}],
            "connections":[{{string.Join(",", connections.Select(c => $$"""{ {{c.Item4}} "source":{"activity":{{c.Item1}},"port":{{c.Item2}}},"target":{"activity":{{c.Item2}}},"vertices":[{{c.Item3}}]}"""))}}] } }
            """;

    /// <summary>Mutates a document: some of its values become something else, move, or go.</summary>
    public static Gen<string> Mutated(string text) =>
        from seeds in Gen.Select(Gen.Int.Positive, Gen.Int[0, 3], Any).Array[1, 4]
        select Mutate(text, seeds);

    private static Gen<string> Object(Gen<string> inner) => Members(inner).Select(m => $"{{{m.TrimEnd(',')}}}");

    /// <summary>Members with names of their own, each followed by a comma.</summary>
    private static Gen<string> Members(Gen<string> inner) =>
        Gen.Select(Name, inner).Array[0, 4].Select(ms => string.Concat(ms.Select((m, i) => $"{JsonSerializer.Serialize($"{m.Item1}{i}")}:{m.Item2},")));

    private static string Mutate(string text, (int At, int How, string With)[] seeds)
    {
        var document = JsonNode.Parse(text)!;
        foreach (var (at, how, with) in seeds)
        {
            var places = Places(document).ToList();
            if (places.Count == 0)
            {
                continue;
            }

            var (parent, key) = places[at % places.Count];
            var other = places[(int)((long)at * 31 % places.Count)];
            Put(parent, key, how switch
            {
                0 => JsonNode.Parse(with),
                1 => Get(other.Parent, other.Key)?.DeepClone(),
                2 => JsonValue.Create(at),
                _ => null,
            });
        }

        return document.ToJsonString();
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Places(p.Value).Prepend((o, p.Key))),
        JsonArray a => a.SelectMany((item, i) => Places(item).Prepend((a, i))),
        _ => [],
    };

    private static JsonNode? Get(JsonNode parent, object key) => key is string name ? parent[name] : parent[(int)key];

    private static void Put(JsonNode parent, object key, JsonNode? value)
    {
        if (key is string name)
        {
            parent[name] = value;
        }
        else
        {
            parent[(int)key] = value;
        }
    }
}
