namespace Alur.Host.Storage.Commit;

/// <summary>Commits steps. Safe for many callers at once.</summary>
public interface IStepWriter
{
    /// <summary>
    /// Commits a set in one transaction and returns when it is durable, or tells that it lost a race and changed nothing. Another failure (a defect
    /// such as a broken reference, a full disk) is thrown, and nothing was changed.
    /// </summary>
    /// <param name="set">What to write; at least one statement.</param>
    /// <param name="cancellationToken">
    /// Gives up waiting. A set already handed to the database may still be committed, as with any request whose answer is lost.
    /// </param>
    /// <returns>The outcome.</returns>
    Task<CommitResult> CommitAsync(WriteSet set, CancellationToken cancellationToken = default);
}
