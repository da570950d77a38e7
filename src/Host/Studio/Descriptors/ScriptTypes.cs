using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Alur.Workflows.Definitions;

namespace Alur.Host.Studio.Descriptors;

/// <summary>What a JavaScript expression of a definition can use, as TypeScript, so that the editor can complete and check it.</summary>
internal static partial class ScriptTypes
{
    private const string Always = """
        declare function getVariable(name: string): any;
        declare function setVariable(name: string, value: any): void;
        declare function getInput(name: string): any;
        declare function getWorkflowInstanceId(): string;
        declare function getCorrelationId(): string | null;
        declare function getWorkflowInstanceName(): string | null;
        declare function isNullOrEmpty(value: string | null | undefined): boolean;
        declare function isNullOrWhiteSpace(value: string | null | undefined): boolean;

        """;

    /// <summary>The declarations for a definition; for null, those that every definition has.</summary>
    public static string Of(WorkflowDocument? document)
    {
        var text = new StringBuilder(Always);
        var variables = Named(document?.Json["variables"], "typeName");
        text.Append("declare const variables: {\n");
        foreach (var (name, type) in variables) text.Append("  ").Append(name).Append(": ").Append(type).Append(";\n");
        text.Append("};\n");
        foreach (var (name, type) in variables)
        {
            var accessor = char.ToUpperInvariant(name[0]) + name[1..];
            text.Append("declare function get").Append(accessor).Append("(): ").Append(type).Append(";\n");
            text.Append("declare function set").Append(accessor).Append("(value: ").Append(type).Append("): void;\n");
        }

        foreach (var (name, type) in Named(document?.Json["inputs"], "type"))
        {
            if (!variables.ContainsKey(name)) text.Append("declare function get").Append(name).Append("(): ").Append(type).Append(";\n");
        }

        return text.ToString();
    }

    /// <summary>Names that are JavaScript identifiers, each with its TypeScript type. Other names can be reached through getVariable and getInput.</summary>
    private static Dictionary<string, string> Named(JsonNode? list, string typeProperty)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in (list as JsonArray ?? []).OfType<JsonObject>())
        {
            if (Json.TextOf(item["name"]) is { } name && Identifier().IsMatch(name))
                found.TryAdd(name, TypeOf(Json.TextOf(item[typeProperty])) + (Json.IsTrue(item["isArray"]) ? "[]" : ""));
        }

        return found;
    }

    private static string TypeOf(string? typeName) => typeName switch
    {
        "String" or "DateTimeOffset" or "TimeSpan" => "string",
        "Boolean" => "boolean",
        "Int32" or "Int64" or "Double" or "Single" or "Decimal" => "number",
        _ => "any",
    };

    [GeneratedRegex("^[A-Za-z_$][A-Za-z0-9_$]*$")]
    private static partial Regex Identifier();
}
