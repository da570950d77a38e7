namespace Alur.Host.Storage.Rows;

/// <summary>The answer already given to a request that carried an <c>Idempotency-Key</c>.</summary>
public sealed class IdempotencyRow
{
    /// <summary>The user who asked. (user, key) is the identity.</summary>
    public required string UserId { get; set; }

    /// <summary>The key as sent.</summary>
    public required string Key { get; set; }

    /// <summary>Hash of method, path and body; another hash under the same key is refused.</summary>
    public required string RequestHash { get; set; }

    /// <summary>HTTP status answered.</summary>
    public int Status { get; set; }

    /// <summary>Body answered.</summary>
    public required string Response { get; set; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
