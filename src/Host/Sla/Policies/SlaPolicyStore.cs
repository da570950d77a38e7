using System.Globalization;
using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Policies;

/// <summary>Stores the SLA policy by revision. A change and the record of what follows from it are one commit.</summary>
/// <param name="contexts">Reads.</param>
/// <param name="writer">Commits.</param>
/// <param name="refresh">Brings this process up to date after a change.</param>
/// <param name="ids">Makes identities.</param>
/// <param name="time">The office's clock.</param>
public sealed class SlaPolicyStore(IDbContextFactory<AlurDb> contexts, IStepWriter writer, CalendarRefresh refresh, IdSource ids, TimeProvider time)
{
    /// <summary>Makes a policy without rules revision 1, unless there is a policy. Harmless on every start.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.SlaPolicies.AnyAsync(cancellationToken)) return;
        var row = Row(1, SlaPolicy.Empty, "Kebijakan bawaan, tanpa aturan.", Actor.System);
        // Another host that starts now makes the same row.
        await writer.CommitAsync(new WriteSet().Add(SlaPolicyWrites.Insert(row) with { Expectation = Expectation.Any }), cancellationToken);
    }

    /// <summary>The revision that counts.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SlaPolicyRow> CurrentAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.SlaPolicies.AsNoTracking().SingleAsync(p => p.IsCurrent, cancellationToken);
    }

    /// <summary>Stores the next revision.</summary>
    /// <param name="policy">The policy as it shall be; without problems.</param>
    /// <param name="from">The revision it was made from.</param>
    /// <param name="note">Why.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    public async Task<TimeRuleResult> SaveAsync(SlaPolicy policy, int from, string? note, Actor actor, CancellationToken cancellationToken)
    {
        var follows = new RecalculationRow
        {
            Id = ids.Next(), Cause = RecalculationCause.Policy, Subject = "policy", FromValue = Text(from), ToValue = Text(from + 1), Note = note,
            ChangedById = actor.Id, ChangedByName = actor.Name, ChangedAt = time.GetUtcNow(),
        };
        var set = new WriteSet().Add(SlaPolicyWrites.Retire(from)).Add(SlaPolicyWrites.Insert(Row(from + 1, policy, note, actor))).Add(CalendarWrites.Record(follows))
            .Add(SupportWrites.Record(OperationRow.Of(ids.Next(), time.GetUtcNow(), actor, "policy.change", $"revisi {Text(from + 1)}", note)));
        if (await writer.CommitAsync(set, CancellationToken.None) is not CommitResult.Committed)
            return new TimeRuleResult.Changed((await CurrentAsync(cancellationToken)).Revision);
        await refresh.ReadAsync(CancellationToken.None);
        return new TimeRuleResult.Stored(from + 1, follows.Id);
    }

    private SlaPolicyRow Row(int revision, SlaPolicy policy, string? note, Actor actor) => new()
    {
        Revision = revision, Document = policy.Write(), Note = note, ChangedById = actor.UserId,
        ChangedByName = actor.Name, ChangedAt = time.GetUtcNow(), IsCurrent = true,
    };

    private static string Text(int revision) => revision.ToString(CultureInfo.InvariantCulture);
}
