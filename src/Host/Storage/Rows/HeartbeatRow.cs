namespace Alur.Host.Storage.Rows;

/// <summary>When a host was last known to be up: one row that all hosts on the database share, since an outage is a time in which none was.</summary>
public sealed class HeartbeatRow
{
    /// <summary>Whose heart it is.</summary>
    public required string Name { get; set; }

    /// <summary>The last beat, in real time: the office's clock can be moved in a rehearsal.</summary>
    public DateTimeOffset At { get; set; }
}
