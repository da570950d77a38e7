using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Alur.Workflows.Expressions;

namespace Alur.Workflows.Definitions;

/// <summary>Reads the <c>variables</c> of a definition or container, and the <c>inputs</c> of a definition.</summary>
internal sealed class VariableReader(Action<string, string, string, ProblemSeverity> note)
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    private void Report(string code, string path, string message) => note(code, path, message, ProblemSeverity.Error);

    public ImmutableArray<VariableDeclaration> Variables(JsonNode? node, string path)
    {
        var result = ImmutableArray.CreateBuilder<VariableDeclaration>();
        foreach (var (json, at) in Objects(node, path))
        {
            // Older definitions have no ids, and some tools write no names: either will do.
            var name = json.Text("name") is { Length: > 0 } given ? given : json.Text("id");
            var id = json.Text("id") is { Length: > 0 } own ? own : name;
            if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(name))
            {
                Report("missing-id", at, "Expected a variable with an id and a name but it has neither.");
            }
            else if (!ids.Add(id))
            {
                Report("duplicate-id", JsonPath.Property(at, "id"), $"Expected each variable to have an id of its own but '{id}' is there twice.");
            }
            else
            {
                result.Add(new VariableDeclaration(id, name, json.Text("typeName") ?? "Object", Initial(json, JsonPath.Property(at, "value")), json.IsTrue("isArray")));
            }
        }

        return result.ToImmutable();
    }

    public ImmutableArray<InputDeclaration> Inputs(JsonNode? node, string path)
    {
        var result = ImmutableArray.CreateBuilder<InputDeclaration>();
        foreach (var (json, at) in Objects(node, path))
        {
            if (json.Text("name") is { Length: > 0 } name)
            {
                var type = json.Text("type") ?? json.Text("typeName") ?? "Object";
                result.Add(new InputDeclaration(name, type, ValueTypes.KindOf(type, json.IsTrue("isArray"))));
            }
            else
            {
                Report("missing-id", at, "Expected an input with a name but it has none.");
            }
        }

        return result.ToImmutable();
    }

    /// <summary>The initial value as JSON text of the variable's kind. The designer keeps every value as text, so <c>"5"</c> of an Int32 is 5.</summary>
    private string? Initial(JsonObject json, string path)
    {
        var value = json["value"];
        var type = json.Text("typeName");
        var kind = ValueTypes.KindOf(type, json.IsTrue("isArray"));
        var text = value.AsText();
        if (value is null || (kind != ValueKind.Text && text is not null && string.IsNullOrWhiteSpace(text)))
        {
            return null;
        }

        var element = value.ToElement();
        if (kind == ValueKind.Any && text is not null && text.TrimStart() is ['{' or '[', ..] && ValueConversion.TryParse(text, out var parsed))
        {
            element = parsed;
        }

        var message = $"Expected {ValueTypes.Describe(type, kind)} but found {value.Describe()}.";
        if (ValueConversion.IsTooDeep(element) || !ValueConversion.TryConvert(element, kind, out var converted))
        {
            Report("wrong-type", path, message);
            return null;
        }

        // Versions with such a number were published before types had ranges.
        if (!ValueTypes.TryConvert(element, type, kind, out _)) note("wrong-type", path, message, ProblemSeverity.Unpublishable);

        return converted.GetRawText();
    }

    private IEnumerable<(JsonObject Json, string Path)> Objects(JsonNode? node, string path)
    {
        switch (node)
        {
            case null:
                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    var at = JsonPath.Item(path, i);
                    if (list[i] is JsonObject json)
                    {
                        yield return (json, at);
                    }
                    else
                    {
                        Report("malformed", at, $"Expected an object but found {list[i].Describe()}.");
                    }
                }

                break;
            default:
                Report("malformed", path, $"Expected a list but found {node.Describe()}.");
                break;
        }
    }
}
