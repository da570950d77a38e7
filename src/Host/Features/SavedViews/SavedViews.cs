using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.SavedViews;

/// <summary>Filters of the work list under a name.</summary>
/// <param name="Id">The saved view.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Query">The filters, as the query of the work list's address.</param>
public sealed record SavedView(string Id, string Name, string Query);

/// <summary>Keeps views of the work list, each for its owner alone.</summary>
/// <param name="contexts">Reads them.</param>
/// <param name="writer">Stores them.</param>
/// <param name="ids">Makes identities.</param>
/// <param name="time">The office's clock.</param>
public sealed class SavedViews(IDbContextFactory<AlurDb> contexts, IStepWriter writer, IdSource ids, TimeProvider time)
{
    /// <summary>Most views of one account.</summary>
    public const int Most = 20;

    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 60;

    private const int Attempts = 5;

    /// <summary>The views of an account by name.</summary>
    public async Task<IReadOnlyList<SavedView>> ListAsync(Actor actor, CancellationToken cancellationToken) =>
        [.. (await RowsAsync(actor, cancellationToken)).OrderBy(row => row.Name, StringComparer.CurrentCultureIgnoreCase).Select(View)];

    /// <summary>Keeps filters under a name. The same filters under the same name are kept already.</summary>
    /// <param name="name">The name as typed.</param>
    /// <param name="filter">The filters.</param>
    /// <param name="actor">Whose.</param>
    /// <param name="cancellationToken">Gives up before storing.</param>
    public async Task<(SavedView? View, Refusal? Refusal)> KeepAsync(string? name, WorkFilter filter, Actor actor, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var called = NameOf(name, errors);
        if (errors.Refusal is { } wrong)
            return (null, wrong);
        // Somebody's other window may take the place or the name meanwhile: then look again.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var rows = await RowsAsync(actor, cancellationToken);
            if (rows.Find(row => row.Name == called) is { } same)
                return same.Query == filter.Query ? (View(same), null) : (null, NameTaken);
            if (rows.Count >= Most)
                return (null, new Refusal.WrongState(T("Daftar tampilan tersimpan"), T("kurang dari {0}", Most), $"{rows.Count}"));
            var row = new SavedViewRow
            {
                Id = ids.Next(), UserId = actor.Id, Slot = Enumerable.Range(1, Most).Except(rows.Select(taken => taken.Slot)).First(), Name = called, Query = filter.Query,
                SavedAt = time.GetUtcNow(),
            };
            if (await CommitAsync(SavedViewWrites.Insert(row)))
                return (View(row), null);
        }
        return (null, new Refusal.Contended());
    }

    /// <summary>Gives a view another name.</summary>
    public async Task<(SavedView? View, Refusal? Refusal)> RenameAsync(string id, string? name, Actor actor, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var called = NameOf(name, errors);
        if (errors.Refusal is { } wrong)
            return (null, wrong);
        if (!IdSource.IsId(id) || (await RowsAsync(actor, cancellationToken)).Find(one => one.Id == id) is not { } row)
            return (null, NotFound);
        if (row.Name == called || await CommitAsync(SavedViewWrites.Rename(id, actor.Id, called)))
            return (View(row) with { Name = called }, null);
        return (null, (await RowsAsync(actor, cancellationToken)).Exists(one => one.Id == id) ? NameTaken : NotFound);
    }

    /// <summary>Removes a view; gives why not.</summary>
    public async Task<Refusal?> RemoveAsync(string id, Actor actor) => IdSource.IsId(id) && await CommitAsync(SavedViewWrites.Remove(id, actor.Id)) ? null : NotFound;

    private static Refusal NotFound => new Refusal.NotFound("Tampilan tersimpan");

    private static Refusal NameTaken => new Refusal.Invalid("name", T("Sudah ada tampilan dengan nama itu."));

    private static string NameOf(string? name, FieldErrors errors) => errors.Required("name", name?.ReplaceLineEndings(" "), LongestName);

    private static SavedView View(SavedViewRow row) => new(row.Id, row.Name, row.Query);

    private async Task<List<SavedViewRow>> RowsAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.SavedViews.AsNoTracking().Where(row => row.UserId == actor.Id).OrderBy(row => row.Slot).ToListAsync(cancellationToken);
    }

    private async Task<bool> CommitAsync(Write write) => await writer.CommitAsync(new WriteSet().Add(write), CancellationToken.None) is CommitResult.Committed;
}
