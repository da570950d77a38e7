using Alur.Host.Storage.Commit;

namespace Alur.Host.Storage.Sqlite;

/// <summary>A set on its way through the writer. What became of it is noted while its group runs and told when the group is durable.</summary>
internal sealed class PendingSet(WriteSet set)
{
    private readonly TaskCompletionSource<CommitResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WriteSet Set { get; } = set;

    /// <summary>How it went inside the group's transaction.</summary>
    public CommitResult? Outcome { get; set; }

    /// <summary>Why it failed, alone, inside the group's transaction.</summary>
    public Exception? Failure { get; set; }

    public Task<CommitResult> Result => _answer.Task;

    /// <summary>Tells the caller, after the commit.</summary>
    public void Answer()
    {
        if (Failure is not null) _answer.SetException(Failure);
        else _answer.SetResult(Outcome!);
    }

    /// <summary>Tells the caller that the group as a whole failed.</summary>
    public void Fail(Exception failure) => _answer.SetException(failure);
}
