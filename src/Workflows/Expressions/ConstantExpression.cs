using System.Text.Json;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Expressions;

/// <summary>A value that stands in the definition: converted when compiled, free when evaluated.</summary>
internal sealed class ConstantExpression(string syntax, JsonElement value) : CompiledExpression
{
    public override string Syntax { get; } = syntax;

    public JsonElement Value { get; } = value;

    /// <summary>The value as text, null for none: made once, for the inputs that every visit reads.</summary>
    public string? Text { get; } = value.ValueKind == JsonValueKind.Null ? null : Values.Show(value);

    public override JsonElement? Known => Value;

    public override JsonElement Evaluate(IExpressionScope scope) => Value;
}
