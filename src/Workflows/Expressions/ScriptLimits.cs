namespace Alur.Workflows.Expressions;

/// <summary>What one evaluation of a script may use up.</summary>
internal sealed record ScriptLimits
{
    /// <summary>The limits that definitions run under.</summary>
    public static ScriptLimits Default { get; } = new();

    /// <summary>How long it may work.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How long it may take by the clock on the wall. Longer than <see cref="Time"/>, because a busy machine may let it wait: what it waits is not its doing.
    /// </summary>
    public TimeSpan WallTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many bytes it may allocate.</summary>
    public long Memory { get; init; } = 4 * 1024 * 1024;

    /// <summary>How deep its calls may nest.</summary>
    public int Recursion { get; init; } = 64;

    /// <summary>How many bytes of native stack its calls may take.</summary>
    public long Stack { get; init; } = 384 * 1024;

    /// <summary>How many items a list may have.</summary>
    public int Items { get; init; } = 10_000;

    /// <summary>How many characters a text made by one built-in function may have.</summary>
    public int Text { get; init; } = 1024 * 1024;

    /// <summary>How many characters a pattern may have.</summary>
    public int Pattern { get; init; } = 1_000;

    /// <summary>How many characters the script itself may have.</summary>
    public int Source { get; init; } = 64 * 1024;
}
