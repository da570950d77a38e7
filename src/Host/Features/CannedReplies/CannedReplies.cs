using Alur.Host.Idempotency;
using Alur.Host.Identity;
using Alur.Host.Setup;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tickets;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.CannedReplies;

/// <summary>A canned reply as those see it who keep them.</summary>
/// <param name="Id">The reply.</param>
/// <param name="Revision">Its revision, for <c>If-Match</c>.</param>
/// <param name="Title">What people choose it by.</param>
/// <param name="Body">The text, as Liquid.</param>
/// <param name="Roles">The roles that see it.</param>
/// <param name="ChangedByName">Who changed it last.</param>
/// <param name="ChangedAt">When.</param>
public sealed record CannedReply(string Id, int Revision, string Title, string Body, IReadOnlyList<string> Roles, string ChangedByName, DateTimeOffset ChangedAt);

/// <summary>A canned reply as it shall be.</summary>
/// <param name="Title">What people choose it by, 1 to 100 characters.</param>
/// <param name="Body">The text, as Liquid, 1 to 5,000 characters.</param>
/// <param name="Roles">The roles that see it; at least one of those that work on tickets.</param>
public sealed record CannedReplyRequest(string? Title, string? Body, IReadOnlyList<string>? Roles);

/// <summary>A canned reply that somebody can choose.</summary>
/// <param name="Id">The reply.</param>
/// <param name="Title">What to choose it by.</param>
public sealed record ReplyChoice(string Id, string Title);

/// <summary>A canned reply filled for a ticket.</summary>
/// <param name="Id">The reply.</param>
/// <param name="Title">Its title.</param>
/// <param name="Text">The text to be put into a message.</param>
public sealed record FilledReply(string Id, string Title, string Text);

/// <summary>
/// Keeps canned replies by revision, each change with its record in the same transaction, and fills them for tickets. What is filled is a proposal: whoever uses
/// it reads, changes and sends it as his own message.
/// </summary>
/// <param name="contexts">Reads them.</param>
/// <param name="writer">Stores them.</param>
/// <param name="ids">Makes identities.</param>
/// <param name="calendars">Knows the office's name.</param>
/// <param name="office">Its name.</param>
/// <param name="time">The office's clock.</param>
public sealed class CannedReplies(IDbContextFactory<AlurDb> contexts, IStepWriter writer, IdSource ids, OfficeCalendars calendars, OfficeName office, TimeProvider time)
{
    /// <summary>Most replies of the office.</summary>
    public const int Most = 100;

    private const int LongestTitle = 100;

    /// <summary>All replies by title.</summary>
    public async Task<IReadOnlyList<CannedReply>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await CurrentAsync(cancellationToken)).OrderBy(row => row.Title, StringComparer.CurrentCultureIgnoreCase).Select(View)];

    /// <summary>One reply as it is now; null when there is none.</summary>
    public async Task<CannedReply?> FindAsync(string id, CancellationToken cancellationToken) => await RowAsync(id, cancellationToken) is { } row ? View(row) : null;

    /// <summary>The revisions of a reply, newest first, also of one that was removed; at most the last hundred.</summary>
    public async Task<IReadOnlyList<CannedReply>> HistoryAsync(string id, CancellationToken cancellationToken)
    {
        if (!IdSource.IsId(id))
            return [];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.CannedReplies.AsNoTracking().Where(row => row.Id == id).OrderByDescending(row => row.Revision).Take(Page.Most).ToListAsync(cancellationToken);
        return [.. rows.Select(View)];
    }

    /// <summary>What the actor can choose from, by title.</summary>
    public async Task<IReadOnlyList<ReplyChoice>> ChoicesAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!CommandMatrix.Allows(actor, Command.UseReplies))
            return [];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // Asked for with each ticket's page: without the texts.
        var rows = await db.CannedReplies.AsNoTracking().Where(row => row.IsCurrent).Select(row => new { row.Id, row.Title, row.Roles }).ToListAsync(cancellationToken);
        return [.. rows.Where(row => Sees(actor, row.Roles.Split(' '))).OrderBy(row => row.Title, StringComparer.CurrentCultureIgnoreCase).Select(row => new ReplyChoice(row.Id, row.Title))];
    }

    /// <summary>A reply filled for a ticket that the actor may see.</summary>
    public async Task<(FilledReply? Reply, Refusal? Refusal)> FillAsync(string id, TicketCase ticket, Actor actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } reply || !Sees(actor, reply.Roles))
            return (null, new Refusal.NotFound("Balasan siap pakai"));
        var (text, wrong) = ReplyTemplate.Fill(reply.Body, ReplyTemplate.Of(ticket.Ticket, actor.Name, await office.OrCalendarsAsync(cancellationToken)), time.GetUtcNow());
        return text is null ? (null, new Refusal.Invalid("balasan", wrong!)) : (new FilledReply(id, reply.Title, text), null);
    }

    /// <summary>The reply filled with made-up names, without storing it.</summary>
    public (string? Text, Refusal? Refusal) Preview(CannedReplyRequest request) => Check(request) is { Refusal: { } refusal }
        ? (null, refusal)
        : (ReplyTemplate.Fill(request.Body!, ReplyTemplate.Sample(CalendarsName), time.GetUtcNow()).Text, null);

    /// <summary>Makes a reply.</summary>
    /// <param name="request">The reply.</param>
    /// <param name="actor">Who.</param>
    /// <param name="once">The form that asks for it, so that a double click makes one; null for none.</param>
    /// <param name="cancellationToken">Gives up before storing.</param>
    public async Task<(CannedReply? Reply, Refusal? Refusal)> MakeAsync(CannedReplyRequest request, Actor actor, Once? once, CancellationToken cancellationToken)
    {
        var (checkedRow, refusal) = Check(request);
        if (checkedRow is null)
            return (null, refusal);
        if ((await CurrentAsync(cancellationToken)).Count >= Most)
            return (null, new Refusal.WrongState(T("Daftar balasan siap pakai"), T("kurang dari {0}", Most), $"{Most}"));
        var row = Stamp(checkedRow, ids.Next(), 1, actor);
        var writes = new WriteSet().Add(CannedReplyWrites.Insert(row)).Add(Record(actor, "reply.make", row));
        if (once is not null)
            writes.Add(once.Remember(StatusCodes.Status200OK, "{}", row.ChangedAt));
        if (await CommitAsync(writes))
            return (View(row), null);
        return once is not null && await once.FindAsync(contexts, cancellationToken) is { IsSame: true } ? (View(row), null) : (null, new Refusal.IdempotencyMismatch());
    }

    /// <summary>Makes the next revision of a reply, unless it says the same.</summary>
    /// <param name="id">The reply.</param>
    /// <param name="request">As it shall be.</param>
    /// <param name="ifMatch">The revisions that the caller acts on; null for whichever it is.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Gives up before storing.</param>
    public async Task<(CannedReply? Reply, Refusal? Refusal)> ChangeAsync(
        string id, CannedReplyRequest request, IfMatch? ifMatch, Actor actor, CancellationToken cancellationToken)
    {
        var (asked, refusal) = Check(request);
        if (await RowAsync(id, cancellationToken) is not { } present)
            return (null, NotFound);
        if (asked is null)
            return (null, refusal);
        if ((present.Title, present.Body, present.Roles) == (asked.Title, asked.Body, asked.Roles))
            return (View(present), null);
        if (ifMatch?.Accepts(present.Revision) == false)
            return (null, new Refusal.Stale(present.Revision));
        var row = Stamp(asked, id, present.Revision + 1, actor);
        return await CommitAsync(new WriteSet().Add(CannedReplyWrites.Retire(id, present.Revision)).Add(CannedReplyWrites.Insert(row)).Add(Record(actor, "reply.change", row)))
            ? (View(row), null)
            : (null, new Refusal.Stale(row.Revision));
    }

    /// <summary>Removes a reply; its revisions stay on record. Gives why not.</summary>
    /// <param name="id">The reply.</param>
    /// <param name="ifMatch">The revisions that the caller acts on; null for whichever it is.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Gives up before storing.</param>
    public async Task<Refusal?> RemoveAsync(string id, IfMatch? ifMatch, Actor actor, CancellationToken cancellationToken)
    {
        if (await RowAsync(id, cancellationToken) is not { } row)
            return NotFound;
        if (ifMatch?.Accepts(row.Revision) == false)
            return new Refusal.Stale(row.Revision);
        if (await CommitAsync(new WriteSet().Add(CannedReplyWrites.Retire(id, row.Revision)).Add(Record(actor, "reply.remove", row))))
            return null;
        // Somebody was quicker: with a change, or with the same.
        return await RowAsync(id, cancellationToken) is { } changed ? new Refusal.Stale(changed.Revision) : NotFound;
    }

    private static Refusal NotFound => new Refusal.NotFound("Balasan siap pakai");

    // For trying a text out, any name will do.
    private string CalendarsName => calendars.For("").Definition.Name;

    // Who watches over all of them sees all of them.
    private static bool Sees(Actor actor, IEnumerable<string> roles) => CommandMatrix.ScopeOf(actor, Command.UseReplies) == Scope.All || roles.Any(actor.Is);

    private static CannedReply View(CannedReplyRow row) => new(row.Id, row.Revision, row.Title, row.Body, row.Roles.Split(' '), row.ChangedByName, row.ChangedAt);

    private (CannedReplyRow? Row, Refusal? Refusal) Check(CannedReplyRequest request)
    {
        var errors = new FieldErrors();
        var title = errors.Required("title", request.Title?.ReplaceLineEndings(" "), LongestTitle);
        var body = errors.Required("body", request.Body?.ReplaceLineEndings("\n"), ReplyTemplate.Longest);
        if (body.Length > 0 && ReplyTemplate.WhyBad(body, time.GetUtcNow(), CalendarsName) is { } wrong)
            errors.Add("body", wrong);
        var roles = (request.Roles ?? []).Where(role => role is not null).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (roles.Length == 0 || roles.Any(role => !Roles.Staff.Contains(role)))
            errors.Add("roles", T("Pilih paling sedikit satu dari: {0}.", string.Join(", ", Roles.Staff.Order(StringComparer.Ordinal))));
        return errors.Refusal is { } refusal
            ? (null, refusal)
            : (new CannedReplyRow { Id = "", Revision = 0, Title = title, Body = body, Roles = string.Join(' ', roles), ChangedById = "", ChangedByName = "" }, null);
    }

    private CannedReplyRow Stamp(CannedReplyRow row, string id, int revision, Actor actor)
    {
        (row.Id, row.Revision, row.ChangedById, row.ChangedByName, row.ChangedAt, row.IsCurrent) = (id, revision, actor.Id, actor.Name, time.GetUtcNow(), true);
        return row;
    }

    private Write Record(Actor actor, string action, CannedReplyRow row) =>
        SupportWrites.Record(OperationRow.Of(ids.Next(), time.GetUtcNow(), actor, action, row.Id, $"{row.Title} (revisi {row.Revision})"));

    private async Task<List<CannedReplyRow>> CurrentAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.CannedReplies.AsNoTracking().Where(row => row.IsCurrent).ToListAsync(cancellationToken);
    }

    private async Task<CannedReplyRow?> RowAsync(string id, CancellationToken cancellationToken)
    {
        if (!IdSource.IsId(id))
            return null;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.CannedReplies.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.IsCurrent, cancellationToken);
    }

    private async Task<bool> CommitAsync(WriteSet writes) => await writer.CommitAsync(writes, CancellationToken.None) is CommitResult.Committed;
}
