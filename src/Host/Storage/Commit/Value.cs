namespace Alur.Host.Storage.Commit;

/// <summary>
/// One argument of a <see cref="Write"/>. A null keeps its kind, so that a statement always carries the same parameter types and stays prepared.
/// Converts from what rows are made of; nothing is boxed.
/// </summary>
public readonly record struct Value
{
    private Value(ValueKind kind, long number, string? text, bool isNull)
    {
        Kind = kind;
        Number = number;
        Text = text;
        IsNull = isNull;
    }

    /// <summary>What it is, also when null.</summary>
    public ValueKind Kind { get; }

    /// <summary>The number, the flag as 0 or 1, or UTC milliseconds.</summary>
    public long Number { get; }

    /// <summary>The text of a text value.</summary>
    public string? Text { get; }

    /// <summary>Whether it is null.</summary>
    public bool IsNull { get; }

    /// <summary>Text, or a text null.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator Value(string? text) => new(ValueKind.Text, 0, text, text is null);

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator Value(long number) => new(ValueKind.Number, number, null, false);

    /// <summary>A number.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator Value(int number) => new(ValueKind.Number, number, null, false);

    /// <summary>A number, or a number null.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator Value(int? number) => new(ValueKind.Number, number ?? 0, null, number is null);

    /// <summary>A flag.</summary>
    /// <param name="flag">The flag.</param>
    public static implicit operator Value(bool flag) => new(ValueKind.Flag, flag ? 1 : 0, null, false);

    /// <summary>An instant, as UTC milliseconds.</summary>
    /// <param name="at">The instant.</param>
    public static implicit operator Value(DateTimeOffset at) => new(ValueKind.Number, at.ToUnixTimeMilliseconds(), null, false);

    /// <summary>An instant as UTC milliseconds, or a number null.</summary>
    /// <param name="at">The instant.</param>
    public static implicit operator Value(DateTimeOffset? at) => new(ValueKind.Number, at?.ToUnixTimeMilliseconds() ?? 0, null, at is null);

    /// <summary>For a debugger and for messages.</summary>
    /// <returns>The value as text.</returns>
    public override string ToString() => IsNull ? "null" : Kind == ValueKind.Text ? Text! : Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
