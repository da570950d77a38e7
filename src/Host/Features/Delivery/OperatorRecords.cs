using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;

namespace Alur.Host.Features.Delivery;

/// <summary>Records what operators do to the host, in the same transaction as what it does.</summary>
/// <param name="ids">Makes identities.</param>
/// <param name="writer">Commits.</param>
/// <param name="time">The office's clock.</param>
public sealed class OperatorRecords(IdSource ids, IStepWriter writer, TimeProvider time)
{
    /// <summary>Carries out an operation together with its record.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="action">What, such as <c>outbox.retry</c>.</param>
    /// <param name="subject">To what.</param>
    /// <param name="detail">Why, or how; never a secret.</param>
    /// <param name="writes">The operation.</param>
    /// <returns>False when somebody else was first and nothing happened.</returns>
    public async Task<bool> DoAsync(Actor actor, string action, string subject, string? detail, params IEnumerable<Write> writes)
    {
        var set = new WriteSet().AddRange(writes).Add(SupportWrites.Record(OperationRow.Of(ids.Next(), time.GetUtcNow(), actor, action, subject, detail)));
        return await writer.CommitAsync(set) is CommitResult.Committed;
    }
}
