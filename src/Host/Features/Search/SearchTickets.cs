using System.Globalization;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Search;
using Alur.Host.Security;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Search;

/// <summary>Finds tickets by number, by words of what was written on them, and by people; only those that the asker may see.</summary>
/// <param name="index">The index.</param>
/// <param name="contexts">Reads the tickets found.</param>
public sealed class SearchTickets(ISearchIndex index, IDbContextFactory<AlurDb> contexts)
{
    /// <summary>Tickets on a page, unless another number is asked for.</summary>
    public const int Usual = 20;

    /// <summary>A page of what was found, the latest tickets first.</summary>
    /// <param name="q">What was typed.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="limit">Number of tickets.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(Page<TicketListItem>? Found, Refusal? Refusal)> RunAsync(
        string? q, string? after, int? limit, Actor actor, CancellationToken cancellationToken)
    {
        var most = limit ?? Usual;
        if (most is < 1 or > Page.Most)
            return (null, new Refusal.Invalid("limit", T("harus antara 1 dan {0}", Page.Most)));
        var before = long.MaxValue;
        if (!string.IsNullOrEmpty(after) && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return (null, new Refusal.Invalid("after", T("bukan penanda halaman dari daftar ini")));
        var (question, refusal) = SearchQuestion.Read(q, actor);
        if (question is null)
            return (null, refusal);
        try
        {
            var hits = await index.FindAsync(question, before, most + 1, cancellationToken);
            var found = await ReadAsync(hits.Take(most), actor, cancellationToken);
            return (new(found, hits.Count > most ? hits[most - 1].Seq.ToString(CultureInfo.InvariantCulture) : null), null);
        }
        catch (TimeoutException)
        {
            return (null, new Refusal.Invalid("q", T("Kata-kata ini terlalu umum untuk ditemukan dengan cepat; tambahkan kata yang lebih khas.")));
        }
    }

    /// <summary>The tickets of hits, in their order. What the index let through and the asker may not see is left out once more.</summary>
    internal async Task<IReadOnlyList<TicketListItem>> ReadAsync(IEnumerable<SearchHit> hits, Actor actor, CancellationToken cancellationToken)
    {
        var ids = hits.Select(hit => hit.TicketId).ToArray();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var tickets = db.Tickets.AsNoTracking().Where(ticket => ids.Contains(ticket.Id));
        var rows = await TicketListing.Visible(db, actor, tickets).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => Array.IndexOf(ids, row.Id)).Select(TicketListing.Show)];
    }

    internal static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/search", async (
            Actor actor, SearchTickets feature, CancellationToken cancellationToken, string? q = null, string? after = null, int? limit = null) =>
        {
            var (found, refusal) = await feature.RunAsync(q, after, limit, actor, cancellationToken);
            return found is null ? refusal!.ToResult() : Results.Ok(found);
        })
        .IsTicketQuestion<Page<TicketListItem>>(
            Command.ViewTicket, TicketRoutes.Tickets, "Mencari tiket menurut nomor, kata, atau orang", ProblemKinds.Invalid)
        .WithDescription(
            "q: nomor tiket, kata-kata dari judul, deskripsi dan percakapan, atau nama orang; semuanya harus ada. Imbuhan tidak berpengaruh. Terbaru lebih dahulu; " +
            "'next' untuk halaman berikutnya. Pelapor hanya menemukan tiketnya sendiri, dan tidak pernah lewat catatan internal.");
}
