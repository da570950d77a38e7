using System.Text.Json;

namespace Alur.Workflows.Expressions;

/// <summary>A value that stands in the definition: converted when compiled, free when evaluated.</summary>
internal sealed class ConstantExpression(string syntax, JsonElement value) : CompiledExpression
{
    public override string Syntax { get; } = syntax;

    public JsonElement Value { get; } = value;

    public override JsonElement Evaluate(IExpressionScope scope) => Value;
}
