namespace Alur.Host.Storage;

/// <summary>Makes identities: 32 hex digits of a version 7 GUID, so that they sort by the time they were made.</summary>
/// <param name="time">The clock the ids carry.</param>
public sealed class IdSource(TimeProvider time)
{
    /// <summary>A new identity, different from every other.</summary>
    /// <returns>32 lower-case hex digits.</returns>
    public string Next() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
}
