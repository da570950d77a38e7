using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Workflows.Instances;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tickets;

/// <summary>
/// Which version of its process a line of a journal speaks of, and what an activity of then is called now. A journal is never rewritten, so after a migration its older lines
/// name activities of the older version.
/// </summary>
public sealed class JournalVersions
{
    /// <summary>The kind under which migrations stand in a journal.</summary>
    public const string Migrated = "workflow.migrated";

    private readonly List<(long Seq, WorkflowMigrated Move, Procedure Before)> moves = [];
    private readonly Procedure now;

    private JournalVersions(Procedure now) => this.now = now;

    /// <summary>Reads the migrations of an instance; hardly any has one.</summary>
    /// <param name="db">The database.</param>
    /// <param name="ticket">The ticket as it is now.</param>
    /// <param name="procedures">Compiled definitions.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<JournalVersions> ReadAsync(AlurDb db, TicketCase ticket, Procedures procedures, CancellationToken cancellationToken)
    {
        var versions = new JournalVersions(ticket.Procedure);
        var lines = await db.Events.AsNoTracking().Where(line => line.InstanceId == ticket.Ticket.Id && line.Kind == Migrated).OrderBy(line => line.Seq)
            .ToListAsync(cancellationToken);
        foreach (var line in lines)
        {
            var move = (WorkflowMigrated)EngineJson.ReadEvent(line.Data);
            versions.moves.Add((line.Seq, move, await procedures.VersionAsync(move.FromVersionId, cancellationToken)));
        }
        return versions;
    }

    /// <summary>The version in force at a line.</summary>
    public Procedure At(EventRow line)
    {
        foreach (var (seq, _, before) in moves)
        {
            if (line.Seq < seq)
                return before;
        }
        return now;
    }

    /// <summary>The id that the line's activity has now; null when the line names none.</summary>
    public string? Today(EventRow line)
    {
        if (line.ActivityId is not { } id)
            return null;
        foreach (var (seq, move, _) in moves)
        {
            if (line.Seq < seq)
                id = move.Renamed.GetValueOrDefault(id, id);
        }
        return id;
    }
}
