using Alur.Workflows.Definitions;

namespace Alur.Activities.Tests.Support;

/// <summary>Definitions compiled against the product's own catalog.</summary>
internal static class Compiled
{
    public static string Sop011Json { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", "sop-011.json"));

    public static CompiledWorkflow Sop011 { get; } = From(Sop011Json);

    public static CompiledWorkflow From(string json)
    {
        var result = Try(json);
        result.Problems.ShouldBeEmpty();
        return result.Workflow.ShouldNotBeNull();
    }

    public static CompileResult Try(string json)
    {
        var document = WorkflowDocument.Parse(json, out var problems);
        problems.ShouldBeEmpty();
        return WorkflowCompiler.Compile(document.ShouldNotBeNull(), AlurCatalog.Default);
    }
}
