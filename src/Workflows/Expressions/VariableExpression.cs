using System.Text.Json;
using Alur.Workflows.Definitions;

namespace Alur.Workflows.Expressions;

/// <summary>The value of a variable.</summary>
internal sealed class VariableExpression(VariableDeclaration variable, ValueKind kind) : CompiledExpression
{
    public override string Syntax => "Variable";

    public override JsonElement Evaluate(IExpressionScope scope)
    {
        var value = scope.GetVariableById(variable.Id);
        return ValueConversion.TryConvert(value, kind, out var result)
            ? result
            : throw new ActivityFaultException("wrong-type", $"Expected the variable '{variable.Name}' to hold {ValueConversion.Describe(kind)} but it holds '{JsonReading.Shorten(value.GetRawText())}'.");
    }
}
