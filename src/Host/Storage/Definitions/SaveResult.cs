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
    public sealed record Saved(string DefinitionId, string VersionId, int Version) : SaveResult
    {
        /// <summary>What the publish gate finds doubtful without forbidding it, each an Indonesian sentence; empty for a draft.</summary>
        public ImmutableArray<Problem> Warnings { get; init; } = [];
    }

    /// <summary>It was not stored because of what is wrong with it.</summary>
    /// <param name="Problems">All of it. When it was to be published each message is an Indonesian sentence for people, see <see cref="Studio.Publishing.PublishGate"/>.</param>
    public sealed record Refused(ImmutableArray<Problem> Problems) : SaveResult;

    /// <summary>There is no draft to publish.</summary>
    public sealed record NoDraft : SaveResult;
}
