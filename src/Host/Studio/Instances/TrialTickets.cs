using System.Text.Json;
using Alur.Host.Features.SubmitTicket;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Definitions;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Tickets;
using Alur.Host.Storage.Writes;
using Alur.Host.Tickets;
using Alur.Workflows.Instances;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Instances;

/// <summary>Which version of a definition to try.</summary>
/// <param name="Number">Its number; null for the latest, or the published one.</param>
/// <param name="Published">Whether the published one is meant when no number is given.</param>
internal sealed record TrialVersion(int? Number, bool Published);

/// <summary>Trials: tickets that only try a process out. They are started and deleted here; in between they are tickets like any.</summary>
/// <param name="contexts">Finds versions and tickets.</param>
/// <param name="definitions">Fixes drafts.</param>
/// <param name="procedures">Compiled definitions.</param>
/// <param name="opening">Opens tickets.</param>
/// <param name="numbers">Gives numbers.</param>
/// <param name="ids">Makes identities.</param>
/// <param name="cases">Forgets what was deleted.</param>
/// <param name="writer">Commits.</param>
internal sealed class TrialTickets(
    IDbContextFactory<AlurDb> contexts, DefinitionStore definitions, Procedures procedures, TicketOpening opening, ITicketNumbers numbers, IdSource ids, TicketCases cases,
    IStepWriter writer)
{
    /// <summary>What the numbers of trials begin with, so that everybody sees what they are.</summary>
    public const string NumberPrefix = "UJI";

    private const int Attempts = 5;
    private const int LongestTitle = 200;

    /// <summary>Starts a trial of a version; a draft is fixed first, since an instance must never lose the definition it runs on.</summary>
    public async Task<(TicketCase? Ticket, Refusal? Refusal)> StartAsync(
        string definitionId, TrialVersion version, IReadOnlyDictionary<string, JsonElement> input, Actor actor, CancellationToken cancellationToken)
    {
        if (input.Any(one => !Values.CanBeStored(one.Value)))
            return (null, new Refusal.Invalid("input", T("Memuat nilai yang tidak dapat disimpan.")));
        if (await FindAsync(definitionId, version, cancellationToken) is not { } row)
            return (null, new Refusal.NotFound("Versi definisi"));
        var versionId = row.VersionId;
        if (row.PublishedAt is null)
        {
            switch (await definitions.FixAsync(row, cancellationToken))
            {
                case SaveResult.Saved saved:
                    versionId = saved.VersionId;
                    break;
                case SaveResult.Refused refused:
                    return (null, new Refusal.Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal)
                    {
                        ["definition"] = [T("Draf ini belum dapat dijalankan."), .. refused.Problems.Select(problem => $"{problem.ActivityId ?? problem.Path}: {problem.Message}")],
                    }));
                default:
                    return (null, new Refusal.Contended());
            }
        }
        var procedure = await procedures.VersionAsync(versionId, cancellationToken);
        var now = opening.Now();
        var ticket = new TicketRow
        {
            Id = ids.Next(),
            Number = await numbers.NextAsync(NumberPrefix, now, cancellationToken),
            ReporterId = actor.Id,
            ReporterName = actor.Name,
            Title = Cut($"Uji coba: {procedure.Workflow.Name} (versi {procedure.Workflow.Version})"),
            Lpse = TicketFormCheck.HomeLpse,
            Application = "Studio",
            Kind = "Permasalahan",
            Description = "Uji coba proses dari Studio. Bukan tiket pelapor.",
            Channel = Channels.Web,
            OpenedAt = now,
            IsTest = true,
        };
        return await opening.OpenAsync(procedure, ticket, input, actor, _ => [], cancellationToken) switch
        {
            TicketResult.Done done => (done.Ticket, null),
            TicketResult.Refused refused => (null, refused.Why),
            _ => (null, new Refusal.Contended()),
        };
    }

    /// <summary>Deletes a trial with everything about it; refuses anything else.</summary>
    public async Task<Refusal?> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await cases.ReadAsync(id, cancellationToken) is not { } ticket)
                return new Refusal.NotFound("Proses");
            if (!ticket.Ticket.IsTest)
                return new Refusal.WrongState(T("Proses tiket {0}", ticket.Ticket.Number), T("sebuah uji coba"), T("tiket resmi, yang tidak dapat dihapus"));
            if (await writer.CommitAsync(TrialWrites.Delete(id, ticket.Revision, ticket.State.VersionId), CancellationToken.None) is CommitResult.Committed)
            {
                cases.Forget(id);
                return null;
            }
        }
        return new Refusal.Contended();
    }

    private async Task<DefinitionRow?> FindAsync(string definitionId, TrialVersion version, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = db.Definitions.AsNoTracking().Where(row => row.DefinitionId == definitionId);
        rows = version switch
        {
            { Number: { } number } => rows.Where(row => row.Version == number),
            { Published: true } => rows.Where(row => row.IsPublished),
            _ => rows.Where(row => row.IsLatest),
        };
        return await rows.SingleOrDefaultAsync(cancellationToken);
    }

    private static string Cut(string text) => text.Length <= LongestTitle ? text : text[..(LongestTitle - 1)] + "…";
}
