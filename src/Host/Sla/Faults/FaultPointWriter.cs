using Alur.Host.Storage.Commit;

namespace Alur.Host.Sla.Faults;

/// <summary>Puts the fault places around the commit that opens a watched task, so that the commands themselves know nothing of faults.</summary>
internal sealed class FaultPointWriter(IStepWriter inner, IFaultPoint faults) : IStepWriter
{
    public async Task<CommitResult> CommitAsync(WriteSet set, CancellationToken cancellationToken = default)
    {
        if (!set.Any(write => write.Sql.StartsWith("insert into deadlines", StringComparison.Ordinal))) return await inner.CommitAsync(set, cancellationToken);

        faults.Reached(FaultPlaces.BeforeDeadlineCommit);
        var result = await inner.CommitAsync(set, cancellationToken);
        faults.Reached(FaultPlaces.AfterDeadlineCommit);
        return result;
    }
}
