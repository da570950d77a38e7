using Alur.Workflows.Definitions;

namespace Alur.Host.Storage.Definitions;

/// <summary>Versions of workflow definitions, compiled. Compiling is done once for each version and host.</summary>
public interface IDefinitionStore
{
    /// <summary>The version an instance runs on.</summary>
    /// <param name="versionId">The version, published at some time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The compiled version.</returns>
    /// <exception cref="InvalidOperationException">There is no such version, or it no longer compiles: an instance without its definition is a defect.</exception>
    ValueTask<CompiledWorkflow> GetAsync(string versionId, CancellationToken cancellationToken = default);

    /// <summary>The version new tickets start on.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The compiled version, or null when none is published.</returns>
    ValueTask<CompiledWorkflow?> FindPublishedAsync(string definitionId, CancellationToken cancellationToken = default);

    /// <summary>Saves a document as the definition's draft, in place of the draft before, if any. It need not compile yet.</summary>
    /// <param name="json">The document; its <c>definitionId</c> says whose draft it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The draft's identity, or what makes the text no document.</returns>
    Task<SaveResult> SaveDraftAsync(string json, CancellationToken cancellationToken = default);

    /// <summary>Publishes the definition's draft, if the publish gate finds nothing against it: new tickets start on it from now on, running ones stay where they are.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The published version's identity, or what stands against it.</returns>
    Task<SaveResult> PublishAsync(string definitionId, CancellationToken cancellationToken = default);
}
