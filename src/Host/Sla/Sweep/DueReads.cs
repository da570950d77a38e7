using System.Data.Common;
using System.Globalization;
using Alur.Host.Storage.Reading;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Sla.Sweep;

/// <summary>The two questions that are asked most: every second whether anything is due, and in each job what is due of its task or clock. One round trip each, prepared.</summary>
internal sealed class DueReads(IReadCommands commands)
{
    /// <summary>
    /// Each condition repeats that of a partial index, and the ends of the index are asked for, so its cost follows what is due. Asked whether there is a row before a moment that it
    /// does not know, PostgreSQL takes it for granted that every third one is, and looks for one in the table itself: when none is due, through all that are open.
    /// </summary>
    internal const string Anything = """
        select case when (select min(due_at) from deadlines where state = 'Open') <= cast(@p1 as bigint)
            or (select min(due_at) from timers where state = 'Open') <= cast(@p1 as bigint)
            or (select min(enqueued_at) from deadlines where state = 'Enqueued') <= cast(@p2 as bigint)
            or (select max(enqueued_at) from deadlines where state = 'Enqueued') > cast(@p3 as bigint)
            or (select min(enqueued_at) from timers where state = 'Enqueued') <= cast(@p2 as bigint)
            or (select max(enqueued_at) from timers where state = 'Enqueued') > cast(@p3 as bigint)
        then 1 else 0 end
        """;

    private const string Fields = "id, task_id, clock, instance_id, kind, level, due_at, state, actions, enqueued_at, fired_at, attempts, reason";

    /// <summary>Of the same task, or of the same clock of the same ticket; one of the two finds nothing.</summary>
    private const string Beside = $"""
        select {Fields} from deadlines where task_id = (select task_id from deadlines where id = @p1)
        union all
        select {Fields} from deadlines where clock is not null and clock = (select clock from deadlines where id = @p1)
            and instance_id = (select instance_id from deadlines where id = @p1)
        """;

    /// <summary>Whether there is anything to take or to release.</summary>
    public async Task<bool> AnythingDueAsync(DateTimeOffset now, LostMarks lost, CancellationToken cancellationToken)
    {
        await using var lease = await commands.RentAsync(Anything, [Text(now), Text(lost.Before), Text(lost.After)], cancellationToken);
        return Convert.ToInt64(await lease.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 1;
    }

    /// <summary>A deadline and all others of its task or clock, in no order; none when there is no such deadline.</summary>
    public async Task<IReadOnlyList<DeadlineRow>> BesideAsync(string deadlineId, CancellationToken cancellationToken)
    {
        await using var lease = await commands.RentAsync(Beside, [deadlineId], cancellationToken);
        await using var reader = await lease.ExecuteReaderAsync(cancellationToken);
        var rows = new List<DeadlineRow>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(Read(reader));
        return rows;
    }

    private static DeadlineRow Read(DbDataReader reader)
    {
        var column = new Columns(reader, 0);
        return new DeadlineRow
        {
            Id = column.Text(),
            TaskId = column.TextOrNull(),
            Clock = column.TextOrNull() is { } clock ? Enum.Parse<ClockKind>(clock) : null,
            InstanceId = column.Text(),
            Kind = Enum.Parse<DeadlineKind>(column.Text()),
            Level = column.Int(),
            DueAt = column.At(),
            State = Enum.Parse<DeadlineState>(column.Text()),
            Actions = column.TextOrNull(),
            EnqueuedAt = column.AtOrNull(),
            FiredAt = column.AtOrNull(),
            Attempts = column.Int(),
            Reason = column.TextOrNull(),
        };
    }

    private static string Text(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
