using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Alur.Workflows.Definitions;

/// <summary>
/// An Elsa 3 definition as JSON, kept whole: what this code does not know is kept and written back as it came, in its order, numbers digit for digit.
/// One thing is rewritten: connections of the older form become the newer one.
/// </summary>
public sealed class WorkflowDocument
{
    /// <summary>The longest text read, in characters.</summary>
    public const int MaxLength = 8 * 1024 * 1024;

    /// <summary>The deepest nesting read, in JSON levels.</summary>
    public const int MaxDepth = 256;

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 2 * MaxDepth,
    };

    private WorkflowDocument(JsonObject json) => Json = json;

    /// <summary>The JSON. Treat as read only once compiled: compiled graphs and other threads share it.</summary>
    public JsonObject Json { get; }

    /// <summary>Id of the process, the same in all its versions; null when the document names none.</summary>
    public string? DefinitionId => Json.Text("definitionId");

    /// <summary>Id of this version; null when the document names none.</summary>
    public string? Id => Json.Text("id");

    /// <summary>Name for people; null when the document has none.</summary>
    public string? Name => Json.Text("name");

    /// <summary>What it is for; null when the document does not say.</summary>
    public string? Description => Json.Text("description");

    /// <summary>Number of this version; 1 when the document has none.</summary>
    public int Version => Json["version"] is JsonValue value && value.TryGetValue<int>(out var version) ? version : 1;

    /// <summary>True for the version that new instances run on.</summary>
    public bool IsPublished => Json.IsTrue("isPublished");

    /// <summary>True for the newest version, published or not.</summary>
    public bool IsLatest => Json.IsTrue("isLatest");

    /// <summary>The outermost activity; null when the document has none.</summary>
    public JsonObject? Root => Json["root"] as JsonObject;

    /// <summary>What the document says beyond Elsa's own fields; null when there is nothing.</summary>
    public JsonObject? CustomProperties => Json["customProperties"] as JsonObject;

    /// <summary>Reads a definition; null, with problems, when the text is not JSON, not an object, or beyond the bounds. Whether it can run is <see cref="WorkflowCompiler"/>'s to say.</summary>
    public static WorkflowDocument? Parse(string json, out ImmutableArray<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (DocumentReader.Read(json, out problems) is not { } root)
        {
            return null;
        }

        ConnectionUpgrade.Apply(root);
        return new WorkflowDocument(root);
    }

    /// <summary>Writes it, indented, with nothing lost. Reading what was written gives the same document.</summary>
    public string Write()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Layout))
        {
            Json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
