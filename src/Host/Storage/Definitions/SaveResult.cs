using System.Collections.Immutable;
using Alur.Workflows.Definitions;

namespace Alur.Host.Storage.Definitions;

/// <summary>What became of a definition that was to be saved or published.</summary>
public abstract record SaveResult
{
    private SaveResult()
    {
    }

    /// <summary>It is stored.</summary>
    /// <param name="DefinitionId">The definition.</param>
    /// <param name="VersionId">The version's identity.</param>
    /// <param name="Version">Its number.</param>
    public sealed record Saved(string DefinitionId, string VersionId, int Version) : SaveResult;

    /// <summary>It was not stored because of what is wrong with it.</summary>
    /// <param name="Problems">All of it.</param>
    public sealed record Refused(ImmutableArray<Problem> Problems) : SaveResult;

    /// <summary>There is no draft to publish.</summary>
    public sealed record NoDraft : SaveResult;
}
