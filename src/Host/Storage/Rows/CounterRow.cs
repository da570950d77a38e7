namespace Alur.Host.Storage.Rows;

/// <summary>A number that only grows.</summary>
public sealed class CounterRow
{
    /// <summary>What is counted.</summary>
    public required string Name { get; set; }

    /// <summary>The last number given out.</summary>
    public long Value { get; set; }
}
