using System.Text.Json.Nodes;
using Alur.Activities;
using Alur.Workflows.Definitions;

namespace Alur.Workflows.Tests.Definitions;

public sealed class Sop011DocumentTests
{
    private static string Text => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", "sop-011.json"));

    [Fact]
    public void Reading_and_writing_loses_nothing()
    {
        var document = WorkflowDocument.Parse(Text, out var problems).ShouldNotBeNull(string.Join('\n', problems));

        var written = document.Write();

        JsonTokens.Of(written).ShouldBe(JsonTokens.Of(Text));
        WorkflowDocument.Parse(written, out _)!.Write().ShouldBe(written);
    }

    [Fact]
    public void It_compiles_without_a_problem()
    {
        var result = WorkflowCompiler.Compile(WorkflowDocument.Parse(Text, out _)!, AlurCatalog.Default);

        result.Problems.ShouldBeEmpty();
        result.Workflow.ShouldNotBeNull().Root.Scopes.ShouldHaveSingleItem().Start.ShouldNotBeNull().Id.ShouldBe("langkah1");
    }
}
