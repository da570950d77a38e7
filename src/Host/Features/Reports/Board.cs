using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Alur.Host.Storage.Lists;
using Alur.Host.Storage.Reports;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Reports;

/// <summary><c>GET /api/board</c>: what waits now, by step, role, holder and age. Nothing is kept between two looks.</summary>
/// <param name="contexts">The database.</param>
/// <param name="time">The office's clock.</param>
public sealed class Board(IDbContextFactory<AlurDb> contexts, TimeProvider time)
{
    /// <summary>Maps the endpoint.</summary>
    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/board", async (Board board, CancellationToken cancellationToken) => TypedResults.Ok(await board.CountAsync(cancellationToken)))
        .RequireCommand(Command.ViewReports).WithTags("Laporan").WithSummary("Yang menunggu sekarang: menurut langkah, pelaksana, pemegang dan usia").Produces<BoardFigures>().Refuses();

    /// <summary>Counts.</summary>
    public async Task<BoardFigures> CountAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await BoardQueries.WaitingAsync(db, now, cancellationToken);
        var ages = await ReportQueries.OpenAsync(db, now, MonthReports.Ages, cancellationToken);
        return new BoardFigures
        {
            MadeAt = now, Tickets = ages.Sum(), Backlog = MonthReports.Backlog(ages),
            All = Line("", T("Semua"), null, null, null, waiting),
            Steps =
            [
                .. waiting.GroupBy(count => (count.DefinitionId, count.ActivityId, count.Role))
                    .OrderBy(step => step.Key.DefinitionId, StringComparer.Ordinal).ThenBy(step => step.First().StepNo ?? int.MaxValue).ThenBy(step => step.Key.ActivityId, StringComparer.Ordinal)
                    .Select(step => Line(step.Key.ActivityId, step.First().Title, step.First().StepNo, step.Key.DefinitionId, step.Key.Role, step)),
            ],
            Roles =
            [
                .. waiting.GroupBy(count => count.Role).Select(role => Line(role.Key, RoleNames.Show(role.Key), null, null, role.Key, role)).OrderBy(line => line.Name, StringComparer.Ordinal),
            ],
            Holders =
            [
                .. waiting.Where(count => count.HolderId.Length > 0 && count.Role != Roles.Pelapor).GroupBy(count => (count.HolderId, count.Role))
                    .Select(holder => Line(holder.Key.HolderId, holder.Max(count => count.HolderName)!, null, null, holder.Key.Role, holder))
                    .OrderByDescending(line => line.Overdue).ThenByDescending(line => line.Tasks).ThenBy(line => line.Name, StringComparer.Ordinal),
            ],
        };
    }

    private static BoardLine Line(string key, string name, int? stepNo, string? definitionId, string? role, IEnumerable<WaitingCount> counts)
    {
        var all = counts.ToList();
        return new BoardLine(
            key, name, stepNo, definitionId, role, all.Sum(count => count.Tasks), all.Where(count => count.HolderId.Length == 0).Sum(count => count.Tasks),
            all.Sum(count => count.Overdue), all.Sum(count => count.FoundLate), all.Sum(count => count.Paused),
            all.Sum(count => count.Unacknowledged));
    }
}
