using Alur.Host.Storage.Commit;

namespace Alur.Bench;

/// <summary>
/// The host's own writer, that also keeps what it committed, so that the raw database can be given exactly the same row writes. Each client's task
/// carries the list its sets go to.
/// </summary>
internal sealed class RecordingWriter(IStepWriter inner) : IStepWriter
{
    private static readonly AsyncLocal<List<WriteSet>?> Current = new();

    /// <summary>From here on, sets that this flow of control commits go to the list.</summary>
    public static void RecordTo(List<WriteSet> list) => Current.Value = list;

    public async Task<CommitResult> CommitAsync(WriteSet set, CancellationToken cancellationToken = default)
    {
        var result = await inner.CommitAsync(set, cancellationToken);
        if (result is CommitResult.Committed) Current.Value?.Add(set);
        return result;
    }
}
