using System.Runtime.CompilerServices;
using Alur.Host.Storage.Definitions;
using Alur.Workflows.Definitions;

namespace Alur.Host.Tickets;

/// <summary>Definitions as the host uses them. The store keeps each version compiled; what is read beside it is kept as long as that.</summary>
/// <param name="definitions">Compiled definitions.</param>
public sealed class Procedures(IDefinitionStore definitions)
{
    private readonly ConditionalWeakTable<CompiledWorkflow, Procedure> read = [];

    /// <summary>The version an instance runs on.</summary>
    /// <exception cref="InvalidOperationException">There is no such version: a defect.</exception>
    public async ValueTask<Procedure> VersionAsync(string versionId, CancellationToken cancellationToken) =>
        Of(await definitions.GetAsync(versionId, cancellationToken));

    /// <summary>The version that new tickets of a process start on; null when none is published.</summary>
    public async ValueTask<Procedure?> PublishedAsync(string definitionId, CancellationToken cancellationToken) =>
        await definitions.FindPublishedAsync(definitionId, cancellationToken) is { } workflow ? Of(workflow) : null;

    private Procedure Of(CompiledWorkflow workflow) => read.GetValue(workflow, static found => new Procedure(found));
}
