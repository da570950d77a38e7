namespace Alur.Host.Storage.Rows;

/// <summary>A person signed in at a browser. The row is the session: when it is gone, the cookie that names it is good for nothing.</summary>
public sealed class SessionRow
{
    /// <summary>Identity; sorts by the time of signing in.</summary>
    public required string Id { get; set; }

    /// <summary>Whose.</summary>
    public required string UserId { get; set; }

    /// <summary>When the person signed in, in real time.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last used, to within <see cref="Identity.SessionStore.Grain"/>, in real time.</summary>
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>Network address at signing in.</summary>
    public string? Address { get; set; }

    /// <summary>What the browser called itself at signing in, shortened.</summary>
    public string? Agent { get; set; }
}
