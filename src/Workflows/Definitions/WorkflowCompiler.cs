using System.Collections.Immutable;

namespace Alur.Workflows.Definitions;

/// <summary>Turns a document into an executable graph, or says everything that is wrong with it at once.</summary>
public static class WorkflowCompiler
{
    /// <summary>The most activities a definition may have, nested ones included.</summary>
    public const int MaxActivities = 5_000;

    /// <summary>The most connections a definition may have.</summary>
    public const int MaxConnections = 10_000;

    /// <summary>Compiles a document. Whatever the document holds, this gives problems, never an exception.</summary>
    /// <param name="document">The document; not changed, and not to be changed afterwards.</param>
    /// <param name="catalog">The types it may use.</param>
    /// <exception cref="InvalidOperationException">A type of the catalog has a default that is not of its input's kind: a mistake in the program, not in the document.</exception>
    public static CompileResult Compile(WorkflowDocument document, ActivityCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(catalog);
        return new Compilation(document, catalog).Run();
    }
}

/// <summary>What compiling gave.</summary>
/// <param name="Workflow">The graph; null when there is an error.</param>
/// <param name="Problems">All errors and warnings, in document order.</param>
public sealed record CompileResult(CompiledWorkflow? Workflow, ImmutableArray<Problem> Problems);
