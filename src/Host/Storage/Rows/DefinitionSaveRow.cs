namespace Alur.Host.Storage.Rows;

/// <summary>A state in which a draft was once saved, so that no work is lost. Only the last ones of each definition are kept.</summary>
public sealed class DefinitionSaveRow
{
    /// <summary>Identity of the save: the version id that the draft had after it.</summary>
    public required string VersionId { get; set; }

    /// <summary>The definition.</summary>
    public required string DefinitionId { get; set; }

    /// <summary>Number of the version that the draft was to become.</summary>
    public required int Version { get; set; }

    /// <summary>Name of the definition then.</summary>
    public required string Name { get; set; }

    /// <summary>The definition's JSON.</summary>
    public required string Document { get; set; }

    /// <summary>How many activities it had.</summary>
    public required int Activities { get; set; }

    /// <summary>User id of who saved.</summary>
    public required string SavedBy { get; set; }

    /// <summary>That person's name then.</summary>
    public required string SavedByName { get; set; }

    /// <summary>The window of the designer in which it was saved; null when it was not saved in one, or before windows were told apart.</summary>
    public string? SavedIn { get; set; }

    /// <summary>When.</summary>
    public required DateTimeOffset SavedAt { get; set; }
}
