namespace Alur.Host.Storage.Rows;

/// <summary>One version of a workflow definition. A published version never changes: running instances stay on it.</summary>
public sealed class DefinitionRow
{
    /// <summary>Identity of this version; instances refer to it.</summary>
    public required string VersionId { get; set; }

    /// <summary>Identity of the definition, the same for all its versions.</summary>
    public required string DefinitionId { get; set; }

    /// <summary>Version number, from 1, unique within the definition.</summary>
    public required int Version { get; set; }

    /// <summary>Name shown to people.</summary>
    public required string Name { get; set; }

    /// <summary>What it is for; null when the document does not say.</summary>
    public string? Description { get; set; }

    /// <summary>The definition's JSON, character for character as it was saved.</summary>
    public required string Document { get; set; }

    /// <summary>Whether new tickets start on this version. At most one version of a definition is published.</summary>
    public bool IsPublished { get; set; }

    /// <summary>Whether this is the newest version, draft or published. Exactly one version of a definition is.</summary>
    public bool IsLatest { get; set; }

    /// <summary>When it was published; null for a draft. What was published once never changes, also when a later version replaces it.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>When the version was first saved.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
