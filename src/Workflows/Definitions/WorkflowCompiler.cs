using System.Collections.Immutable;

namespace Alur.Workflows.Definitions;

/// <summary>Turns a document into an executable graph, or says everything that is wrong with it at once.</summary>
public static class WorkflowCompiler
{
    /// <summary>Compiles a document.</summary>
    /// <param name="document">The document; not changed, and not to be changed afterwards.</param>
    /// <param name="catalog">The types it may use.</param>
    public static CompileResult Compile(WorkflowDocument document, ActivityCatalog catalog) => new(null, []);
}

/// <summary>What compiling gave.</summary>
/// <param name="Workflow">The graph; null when there is an error.</param>
/// <param name="Problems">All errors and warnings, in document order.</param>
public sealed record CompileResult(CompiledWorkflow? Workflow, ImmutableArray<Problem> Problems);
