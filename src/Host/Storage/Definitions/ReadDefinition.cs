using System.Text.Json.Nodes;
using Alur.Host.Storage.Rows;
using Alur.Workflows.Definitions;

namespace Alur.Host.Storage.Definitions;

/// <summary>A document that says which definition it is of.</summary>
/// <param name="Id">The definition's id.</param>
/// <param name="Document">The document.</param>
internal sealed record ReadDefinition(string Id, WorkflowDocument Document)
{
    /// <summary>The row of a new version. The document is told its own identity and number, since instances take theirs from it.</summary>
    public DefinitionRow ToRow(string versionId, int version, DateTimeOffset now)
    {
        Document.Json["id"] = versionId;
        Document.Json["version"] = version;
        return new DefinitionRow
        {
            VersionId = versionId,
            DefinitionId = Id,
            Version = version,
            Name = Document.Json["name"] is JsonValue name && name.TryGetValue<string>(out var text) ? text : Id,
            Description = Document.Description,
            Document = Document.Write(),
            IsLatest = true,
            CreatedAt = now,
        };
    }
}
