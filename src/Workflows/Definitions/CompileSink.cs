using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Workflows.Expressions;
using Alur.Workflows.Flow;

namespace Alur.Workflows.Definitions;

/// <summary>What the compiler offers to activity types, for one node.</summary>
internal sealed class CompileSink(string? activityId, VariableScope variables, ProblemList problems) : ICompileSink
{
    public ExpressionCompiler Expressions => field ??= new ExpressionCompiler(variables, (code, path, message) => Report(code, path, message));

    public CompiledExpression? Expression(JsonNode? node, ValueKind kind, string path) => Expressions.Compile(node, kind, path, []).Expression;

    public void Report(string code, string path, string message, ProblemSeverity severity = ProblemSeverity.Error) => problems.Add(new Problem(code, path, message, activityId, severity));

    public VariableDeclaration? VariableWithId(string id) => variables.WithId(id);

    public VariableDeclaration? VariableNamed(string name) => variables.Named(name);

    /// <summary>Runs a type's own reading of the document. What it cannot cope with is wrong with the document, and must not end the compilation.</summary>
    public T Guard<T>(string path, T otherwise, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException or JsonException or InvalidCastException or NullReferenceException or KeyNotFoundException or OverflowException)
        {
            Report("malformed", path, $"Expected an activity that its type can read but it cannot: {e.Message}");
            return otherwise;
        }
    }
}
