using Alur.Host.Search;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;
using Alur.Host.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Alur.Host.Tests.Search;

/// <summary>Whose failure it is when tickets cannot be taken into the index: a ticket's, or that of what they are stored in.</summary>
public sealed class SearchIndexerTests() : Conformance(new SqliteDatabases())
{
    private static readonly string[] Sent = ["00001", "00002", "00003"];

    private readonly HashSet<string> _refused = [];

    [Fact]
    public async Task When_nothing_can_be_stored_no_ticket_is_set_aside_for_it()
    {
        var indexer = await QueuedAsync();
        _refused.UnionWith(Sent);
        await Should.ThrowAsync<IOException>(() => indexer.RunAsync(CancellationToken.None));
        _refused.Clear();
        (await indexer.RunAsync(CancellationToken.None)).ShouldBe(3);
        (await IndexedAsync()).ShouldBe(Sent, ignoreOrder: true);
    }

    [Fact]
    public async Task What_cannot_be_stored_alone_is_set_aside_and_the_others_are_taken_in()
    {
        var indexer = await QueuedAsync();
        _refused.Add("00002");
        await indexer.RunAsync(CancellationToken.None);
        (await IndexedAsync()).ShouldBe(["00001", "00003"], ignoreOrder: true);
        // It waits for its turn, though it could be stored by now.
        _refused.Clear();
        (await indexer.RunAsync(CancellationToken.None)).ShouldBe(0);
        await using var db = Host.Open();
        (await db.SearchQueue.SingleAsync()).TicketId.ShouldBe("00002");
    }

    private async Task<SearchIndexer> QueuedAsync()
    {
        foreach (var id in Sent)
        {
            await Host.AddTicketAsync(id, Samples.Noon.AddMinutes(Array.IndexOf(Sent, id)));
            await Host.CommittedAsync(SearchWrites.Enqueue(id, id));
        }
        return new(Host.Get<IDbContextFactory<AlurDb>>(), new Documents(), new Refusing(Host.Writer, _refused), NullLogger<SearchIndexer>.Instance);
    }

    private async Task<List<string>> IndexedAsync()
    {
        await using var db = Host.Open();
        return await db.SearchDocuments.Select(one => one.TicketId).ToListAsync();
    }

    /// <summary>An index of nothing but the documents' own rows.</summary>
    private sealed class Documents : ISearchIndex
    {
        public IEnumerable<Write> Put(SearchDocument document) => [SearchWrites.Ensure(document.Row)];

        public Task<IReadOnlyList<SearchHit>> FindAsync(SearchQuestion question, long before, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    /// <summary>Fails with every set that has one of these tickets in it.</summary>
    private sealed class Refusing(IStepWriter inner, HashSet<string> refused) : IStepWriter
    {
        public Task<CommitResult> CommitAsync(WriteSet set, CancellationToken cancellationToken = default) =>
            set.Any(write => write.Args.Any(arg => arg.Kind == ValueKind.Text && arg.Text is { } text && refused.Contains(text)))
                ? throw new IOException("No space left on device")
                : inner.CommitAsync(set, cancellationToken);
    }
}
