namespace Alur.Host.Storage.Commit;

/// <summary>What became of a step that was handed over for committing.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>Every statement took effect, and a power cut cannot undo it.</summary>
    public sealed record Committed : CommitResult
    {
        /// <summary>The one value.</summary>
        public static Committed Instance { get; } = new();

        private Committed()
        {
        }
    }

    /// <summary>Somebody else was first: nothing of the step took effect. Load again and decide again, or tell the caller.</summary>
    /// <param name="Index">
    /// Position in the set of the statement that lost (its expectation was not met or its unique key was taken), or -1 when the database refused the
    /// transaction as a whole (deadlock, serialization failure).
    /// </param>
    public sealed record Conflict(int Index) : CommitResult;
}
