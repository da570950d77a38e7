using Alur.Host.Storage.Rows;

namespace Alur.Host.Sla.Sweep;

/// <summary>
/// Takes what is due, in bounded batches. Taking marks the rows in the database before anything else happens, so that two hosts do not do the same
/// work; a mark that leads to nothing is undone by <see cref="ReleaseAsync"/>. Marks only share work out: that an escalation happens once is decided where
/// it is committed.
/// </summary>
public interface ISweepStore
{
    /// <summary>
    /// Rows worth taking in one transaction. What is taken and not yet handed out when a host dies waits: until the next start where one host has the database for
    /// itself, until the lease is over where several share it.
    /// </summary>
    int Batch { get; }

    /// <summary>Rows handed out between two takes. Fewer than a batch where marks without jobs are harmless: taking then runs ahead.</summary>
    int Share { get; }

    /// <summary>Whether there is anything to take or to release: the one question an idle tick asks.</summary>
    /// <param name="now">The office's clock: what is due by it is due.</param>
    /// <param name="lost">Which marks have lost their job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<bool> AnythingDueAsync(DateTimeOffset now, LostMarks lost, CancellationToken cancellationToken);

    /// <summary>Takes due deadlines, earliest first.</summary>
    /// <param name="now">The office's clock.</param>
    /// <param name="takenAt">Real time, written as the mark.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<DueDeadline>> TakeDeadlinesAsync(DateTimeOffset now, DateTimeOffset takenAt, int limit, CancellationToken cancellationToken);

    /// <summary>A deadline and all others of its task or clock, in no order; none when there is no such deadline.</summary>
    /// <param name="deadlineId">The deadline.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<DeadlineRow>> DeadlinesBesideAsync(string deadlineId, CancellationToken cancellationToken);

    /// <summary>Takes due timers, earliest first.</summary>
    /// <param name="now">The office's clock.</param>
    /// <param name="takenAt">Real time, written as the mark.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<DueTimer>> TakeTimersAsync(DateTimeOffset now, DateTimeOffset takenAt, int limit, CancellationToken cancellationToken);

    /// <summary>Opens again what is marked and has not taken effect: its job was lost.</summary>
    /// <param name="lost">Which marks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task ReleaseAsync(LostMarks lost, CancellationToken cancellationToken);

    /// <summary>Whether an effect of the outbox that this host carries out alone is due.</summary>
    /// <param name="now">The office's clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<bool> AnyEffectDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Takes due effects that this host carries out alone for one attempt, longest due first.</summary>
    /// <param name="now">The office's clock.</param>
    /// <param name="againAt">When they are due again should nothing more be heard of the attempt.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<DueEffect>> TakeEffectsAsync(DateTimeOffset now, DateTimeOffset againAt, int limit, CancellationToken cancellationToken);
}
