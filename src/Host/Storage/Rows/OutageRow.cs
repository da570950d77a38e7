namespace Alur.Host.Storage.Rows;

/// <summary>A time in which no host was up, by the office's clock. Only ever added to.</summary>
public sealed class OutageRow
{
    /// <summary>Identity; sorts by when it was found.</summary>
    public required string Id { get; set; }

    /// <summary>The last that was heard of any host.</summary>
    public DateTimeOffset FromAt { get; set; }

    /// <summary>When a host was up again.</summary>
    public DateTimeOffset ToAt { get; set; }
}
