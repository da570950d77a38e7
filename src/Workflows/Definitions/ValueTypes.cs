using System.Globalization;
using System.Text.Json;
using Alur.Workflows.Expressions;

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

    /// <summary>
    /// A value as that type holds it; false when it cannot be one. What is a whole number here is a smaller one in an Elsa server that runs the same definition, so one that
    /// does not fit there is none of the type here either.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="typeName">The type.</param>
    /// <param name="kind">Its kind, from <see cref="KindOf(string?, bool)"/>.</param>
    /// <param name="result">The value as the type holds it.</param>
    public static bool TryConvert(JsonElement value, string? typeName, ValueKind kind, out JsonElement result) =>
        ValueConversion.TryConvert(value, kind, out result)
        && (kind != ValueKind.Integer || result.ValueKind != JsonValueKind.Number || RangeOf(typeName) is not { } range
            || (result.GetInt64() is var whole && whole >= range.Least && whole <= range.Most));

    /// <summary>What a type expects, for messages.</summary>
    /// <param name="typeName">The type.</param>
    /// <param name="kind">Its kind, from <see cref="KindOf(string?, bool)"/>.</param>
    public static string Describe(string? typeName, ValueKind kind) => kind == ValueKind.Integer && RangeOf(typeName) is { } range
        ? string.Create(CultureInfo.InvariantCulture, $"{ValueConversion.Describe(kind)} from {range.Least} to {range.Most}")
        : ValueConversion.Describe(kind);

    /// <summary>The least and the greatest number of a type that has fewer than all that are known here; null for any other type.</summary>
    private static (long Least, long Most)? RangeOf(string? typeName) => Simplify(typeName) switch
    {
        "Byte" => (byte.MinValue, byte.MaxValue),
        "SByte" => (sbyte.MinValue, sbyte.MaxValue),
        "Int16" => (short.MinValue, short.MaxValue),
        "UInt16" => (ushort.MinValue, ushort.MaxValue),
        "Int32" => (int.MinValue, int.MaxValue),
        "UInt32" => (uint.MinValue, uint.MaxValue),
        _ => null,
    };

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
