namespace Alur.Workflows.Definitions;

/// <summary>
/// What Elsa's type names mean here. They are mapped as text, never resolved: a definition must not be able to make the host load a type.
/// </summary>
internal static class ValueTypes
{
    /// <summary>The kind of values of that type; <see cref="ValueKind.Any"/> for a name that is not known.</summary>
    /// <param name="typeName">An alias such as <c>Int32</c>, or an assembly-qualified name.</param>
    /// <param name="isArray">True for a list of them.</param>
    public static ValueKind KindOf(string? typeName, bool isArray)
    {
        var kind = KindOf(Simplify(typeName));
        return !isArray ? kind : kind == ValueKind.Text ? ValueKind.TextList : ValueKind.Any;
    }

    /// <summary>True for the type of which everything is one.</summary>
    public static bool IsAnything(string? typeName) => Simplify(typeName) is "" or "Object";

    private static ValueKind KindOf(string name) => name switch
    {
        "String" => ValueKind.Text,
        "Boolean" => ValueKind.Boolean,
        "Byte" or "SByte" or "Int16" or "UInt16" or "Int32" or "UInt32" or "Int64" => ValueKind.Integer,
        "Single" or "Double" or "Decimal" or "UInt64" => ValueKind.Number,
        "TimeSpan" => ValueKind.Duration,
        "DateTimeOffset" => ValueKind.Instant,
        "String[]" => ValueKind.TextList,
        _ => ValueKind.Any,
    };

    private static string Simplify(string? typeName)
    {
        var name = typeName ?? "";
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        name = (comma < 0 ? name : name[..comma]).Trim();
        return name.StartsWith("System.", StringComparison.Ordinal) && name.IndexOf('.', 7) < 0 ? name[7..] : name;
    }
}
