using System.Collections.Immutable;
using Alur.Workflows.Definitions;
using Alur.Workflows.Definitions.Soundness;

namespace Alur.Host.Studio.Publishing;

/// <summary>
/// Looks at a definition before it is published: that it compiles, that it is sound, that somebody of the office does each step, and that times make sense.
/// What it says is for people: Indonesian sentences that name steps as the chart does.
/// </summary>
/// <param name="catalog">The activity types a definition may use.</param>
public sealed class PublishGate(ActivityCatalog catalog)
{
    /// <summary>Checks a document, in whatever state it is.</summary>
    /// <param name="json">The document.</param>
    /// <returns>
    /// All that is wrong, errors first; with any error among them it must not be published. Each message is an Indonesian sentence, each path a JSON path of the document.
    /// </returns>
    public ImmutableArray<Problem> Check(string json)
    {
        if (WorkflowDocument.Parse(json, out var unreadable) is not { } document)
            return [.. unreadable.Select(problem => problem with { Message = CompileTexts.Of(problem, StepNames.None) })];

        // Parsed for this check alone: the soundness check reads its JSON.
        var names = new StepNames(document.Root, catalog);
        var compiled = WorkflowCompiler.Compile(document, catalog);
        IEnumerable<Problem> found = compiled.Problems.Select(problem => problem with { Message = CompileTexts.Of(problem, names) });
        if (compiled.Workflow is { } workflow)
            found = [.. found, .. StepCheck.Check(workflow, names), .. Soundness(workflow, names)];
        return [.. found.OrderBy(problem => problem.Severity)];
    }

    private static IEnumerable<Problem> Soundness(CompiledWorkflow workflow, StepNames names)
    {
        var texts = new SoundnessTexts(workflow, names);
        return SoundnessCheck.Check(workflow).Problems
            .Select(problem => new Problem(problem.Code, problem.Path, texts.Of(problem), problem.ActivityId, problem.Severity));
    }
}
