using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;

namespace Alur.Workflows.Expressions;

/// <summary>Compiles what an input of a definition may hold: a wrapper around an expression, an expression, or a bare value.</summary>
internal sealed class ExpressionCompiler(VariableScope variables, Action<string, string, string> report)
{
    /// <summary>Compiles an input; null when it gives no value or, with a problem reported, when it is bad.</summary>
    /// <param name="node">The property's value.</param>
    /// <param name="kind">What the value must be.</param>
    /// <param name="path">Its JSON path.</param>
    /// <param name="choices">The only texts allowed as a literal; empty for any.</param>
    public Outcome Compile(JsonNode? node, ValueKind kind, string path, IReadOnlyCollection<ChoiceDescriptor> choices)
    {
        if (node is not JsonObject o)
        {
            return Literal("Literal", node, kind, path, choices);
        }

        if (o.ContainsKey("expression") || o["typeName"].AsText() is not null)
        {
            return o["expression"] switch
            {
                null => Outcome.None,
                JsonObject expression => Expression(expression, kind, JsonPath.Property(path, "expression"), choices),
                var other => Bad("bad-expression", JsonPath.Property(path, "expression"), $"Expected an object with type and value but found {other.Describe()}."),
            };
        }

        return o["type"].AsText() is not null && o.ContainsKey("value") && o.Count == 2
            ? Expression(o, kind, path, choices)
            : Literal("Literal", o, kind, path, choices);
    }

    private Outcome Expression(JsonObject expression, ValueKind kind, string path, IReadOnlyCollection<ChoiceDescriptor> choices)
    {
        var value = expression["value"];
        var at = JsonPath.Property(path, "value");
        switch (expression["type"])
        {
            case null:
                return Literal("Literal", value, kind, at, choices);
            case var type when type.AsText() is "Literal" or "":
                return Literal("Literal", value, kind, at, choices);
            case var type when type.AsText() is "Object":
                return Object(value, kind, at, choices);
            case var type when type.AsText() is "JavaScript":
                return Script(value, at, code => JavaScriptExpression.TryParse(code, kind, out var error) is { } script ? (script, null) : (null, error));
            case var type when type.AsText() is "Liquid":
                return Script(value, at, code => LiquidExpression.TryParse(code, kind, out var error) is { } template ? (template, null) : (null, error));
            case var type when type.AsText() is "Variable":
                return Variable(value, kind, at);
            case var type:
                return Bad("bad-expression", JsonPath.Property(path, "type"), $"Expected Literal, Object, JavaScript, Liquid or Variable but found {type.Describe()}.");
        }
    }

    private Outcome Literal(string syntax, JsonNode? node, ValueKind kind, string path, IReadOnlyCollection<ChoiceDescriptor> choices)
    {
        if (node is null || (kind != ValueKind.Text && kind != ValueKind.Any && node.AsText() is { } empty && string.IsNullOrWhiteSpace(empty)))
        {
            return Outcome.None;
        }

        if (kind == ValueKind.Text && node is JsonObject or JsonArray)
        {
            return Bad("wrong-type", path, $"Expected {ValueConversion.Describe(kind)} but found {node.Describe()}.");
        }

        var value = node.ToElement();
        if (ValueConversion.IsTooDeep(value))
        {
            return Bad("wrong-type", path, $"Expected a value of at most {ValueConversion.MaxDepth} levels but it has more.");
        }

        if (!ValueConversion.TryConvert(value, kind, out var converted))
        {
            return Bad("wrong-type", path, $"Expected {ValueConversion.Describe(kind)} but found {node.Describe()}.");
        }

        if (choices.Count > 0 && converted.ValueKind == JsonValueKind.String && converted.GetString() is { Length: > 0 } text && choices.All(c => c.Value != text))
        {
            return Bad("wrong-type", path, $"Expected one of {string.Join(", ", choices.Select(c => $"'{c.Value}'"))} but found '{JsonReading.Shorten(text)}'.");
        }

        return new Outcome(new ConstantExpression(syntax, converted), converted.ValueKind == JsonValueKind.String && converted.GetString()!.Length == 0);
    }

    /// <summary>JSON, as the designer writes it: inside a string, or as it is.</summary>
    private Outcome Object(JsonNode? value, ValueKind kind, string path, IReadOnlyCollection<ChoiceDescriptor> choices)
    {
        if (value.AsText() is not { } text)
        {
            return Literal("Object", value, kind, path, choices);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return Outcome.None;
        }

        if (!ValueConversion.TryParse(text, out var parsed))
        {
            // Text needs no quotes: Elsa takes what is not JSON as it stands.
            return kind == ValueKind.Text
                ? Literal("Object", value, kind, path, choices)
                : Bad("bad-expression", path, $"Expected JSON but found '{JsonReading.Shorten(text)}'.");
        }

        return ValueConversion.TryConvert(parsed, kind, out var converted)
            ? new Outcome(new ConstantExpression("Object", converted), converted.ValueKind == JsonValueKind.Null)
            : Bad("wrong-type", path, $"Expected {ValueConversion.Describe(kind)} but found '{JsonReading.Shorten(text)}'.");
    }

    private Outcome Script(JsonNode? value, string path, Func<string, (CompiledExpression? Expression, string? Error)> parse)
    {
        if (value is null || value.AsText() is { } empty && string.IsNullOrWhiteSpace(empty))
        {
            return Outcome.None;
        }

        if (value.AsText() is not { } code)
        {
            return Bad("bad-expression", path, $"Expected a text but found {value.Describe()}.");
        }

        var (expression, error) = parse(code);
        return expression is not null ? new Outcome(expression, false) : Bad("bad-expression", path, $"Expected a script that can be read but it cannot: {error}");
    }

    /// <summary>A variable by its id or name, bare or in an object as Elsa writes it.</summary>
    private Outcome Variable(JsonNode? value, ValueKind kind, string path)
    {
        var id = value.AsText() ?? (value as JsonObject)?.Text("id");
        var name = value.AsText() ?? (value as JsonObject)?.Text("name");
        if (string.IsNullOrEmpty(id) && string.IsNullOrEmpty(name))
        {
            return value is null || value.AsText() is "" ? Outcome.None : Bad("bad-expression", path, $"Expected the id or name of a variable but found {value.Describe()}.");
        }

        var variable = (id is null ? null : variables.WithId(id)) ?? (name is null ? null : variables.Named(name));
        return variable is not null
            ? new Outcome(new VariableExpression(variable, kind), false)
            : Bad("bad-expression", path, $"Expected a variable in reach but there is none with the id or name '{JsonReading.Shorten(id ?? name!)}'.");
    }

    private Outcome Bad(string code, string path, string message)
    {
        report(code, path, message);
        return new Outcome(null, false);
    }

    /// <summary>What compiling an input gave.</summary>
    /// <param name="Expression">Null when there is no value or it is bad.</param>
    /// <param name="IsEmpty">True when there is no value, or only an empty text.</param>
    internal readonly record struct Outcome(CompiledExpression? Expression, bool IsEmpty)
    {
        public static Outcome None { get; } = new(null, true);
    }
}
