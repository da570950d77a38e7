using Alur.Host.Sla.Clocks;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Alur.Replay;

/// <summary>Reads from the database what became of the cases: the same rows that the pages show.</summary>
internal static class StoredFacts
{
    public static async Task<IReadOnlyList<CaseFacts>> ReadAsync(AlurDb db)
    {
        var tasks = (await db.Tasks.AsNoTracking().ToListAsync()).ToLookup(task => task.InstanceId);
        var tickets = await db.Tickets.AsNoTracking().OrderBy(ticket => ticket.Id).ToListAsync();
        if (tickets.FirstOrDefault(ticket => ticket.Status != TicketStatus.Closed) is { } open) throw new InvalidOperationException($"Expected every ticket to be closed but {open.Title} is not.");
        return [.. tickets.Select(ticket => new CaseFacts(
            ticket.Title["Kasus ".Length..], ticket.FirstResponseSeconds, ticket.SolutionSeconds, [.. tasks[ticket.Id].OrderBy(task => task.Id, StringComparer.Ordinal).Select(Visit)]))];
    }

    private static VisitFacts Visit(TaskRow task) => new(
        task.StepNo!.Value, task.OpenedAt, task.CompletedAt!.Value, task.UsedSeconds!.Value, Spans.Read(task.Pauses).Count(), task.WarnedAt is not null, task.BreachedAt is not null);
}
