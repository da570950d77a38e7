using System.Net;
using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Search;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Person = Alur.Host.Tests.Features.Person;

namespace Alur.Host.Tests.Search;

/// <summary>What is found, by whom, and that nothing gets lost on the way into the index.</summary>
public abstract class SearchSuite(Office office)
{
    private static int _words;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ticket_is_found_by_number_by_words_in_any_form_and_by_people()
    {
        var (word, siti, andi) = (NewWord(), await office.Siti, await office.Andi);
        var ticket = await siti.SendTicketAsync($"Gagal mengirim dokumen {word}");
        await andi.Client.Post($"/api/tickets/{ticket.Text("id")}/messages", new { text = $"Kami memeriksa unggahan {word}balas." });
        string[] questions =
        [
            ticket.Text("number"), word, $"pengiriman {word}", $"KIRIM \"{word}\"", $"{word} siti", $"{word} Andi", $"{word}balas diperiksa", $"yang {word} dan",
        ];
        foreach (var question in questions)
            (await FindAsync(andi, question)).ShouldBe([ticket.Text("id")], question);
        (await FindAsync(andi, $"{word} lelang")).ShouldBeEmpty();
        (await FindAsync(siti, word)).ShouldBe([ticket.Text("id")]);
    }

    [Fact]
    public async Task Everybody_finds_what_he_may_see_and_a_note_gives_a_reporter_nothing()
    {
        var (word, siti, budi) = (NewWord(), await office.Siti, await office.Budi);
        var (andi, maya, hendra) = (await office.Andi, await office.Maya, await office.Hendra);
        var ticket = await siti.SendTicketAsync(word);
        await andi.Client.Post($"/api/tickets/{ticket.Text("id")}/messages", new { text = $"{word}rahasia", visibility = "internal" });
        string[] found = [ticket.Text("id")];
        (await FindAsync(siti, word)).ShouldBe(found);
        (await FindAsync(siti, word + "rahasia")).ShouldBeEmpty();
        (await FindAsync(budi, word)).ShouldBeEmpty();
        (await FindAsync(budi, ticket.Text("number"))).ShouldBeEmpty();
        (await FindAsync(maya, word)).ShouldBeEmpty();
        foreach (var staff in (Person[])[andi, hendra])
            (await FindAsync(staff, word + "rahasia")).ShouldBe(found);

        ticket = await EscalateToLkppAsync(ticket);
        (await FindAsync(maya, word)).ShouldBe(found);
        (await FindAsync(maya, word + "rahasia")).ShouldBe(found);
    }

    [Fact]
    public async Task Pages_follow_one_another_newest_first_without_gap_or_repetition()
    {
        var (word, siti) = (NewWord(), await office.NewPersonAsync("Siti", Roles.Pelapor));
        var sent = new List<string>();
        for (var i = 0; i < 7; i++)
            sent.Add((await siti.SendTicketAsync($"{word} {i}")).Text("id"));
        await IndexAsync();
        foreach (var asker in (Person[])[siti, await office.Hendra])
        {
            var walked = new List<string>();
            string? after = null;
            do
            {
                var page = await asker.GetAsync($"/api/search?q={word}&limit=3&after={after}");
                walked.AddRange(page.Items().Select(item => item.Text("id")));
                after = page["next"]?.GetValue<string>();
            }
            while (after is not null);
            walked.ShouldBe(Enumerable.Reverse(sent));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("%22")]
    [InlineData("%20%20")]
    [InlineData("***%20%26%7C!%20()")]
    public async Task A_question_without_words_is_told_so(string question) =>
        await (await (await office.Andi).Client.Get("/api/search?q=" + question)).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");

    [Theory]
    [InlineData("%22masuk")]
    [InlineData("masuk%20AND")]
    [InlineData("NEAR(a%20b)")]
    [InlineData("terms:masuk")]
    [InlineData("mas*%20-uk%20^x")]
    [InlineData("a'%3Bdrop%20table%20search_words--")]
    [InlineData("%27%20%26%20%27o%3Ademo")]
    [InlineData("yang%20di")]
    [InlineData("011-2026-999999")]
    [InlineData("%ED%A0%80")]
    public async Task Nothing_that_is_typed_is_an_operator(string question)
    {
        using var answer = await (await office.Andi).Client.Get("/api/search?q=" + question);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Text());
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("masuk%00keluar")]
    public async Task A_character_that_no_text_holds_is_told_so(string question) =>
        await (await (await office.Andi).Client.Get("/api/search?q=" + question)).ShouldBeRefusal(HttpStatusCode.BadRequest, "malformed-request");

    [Fact]
    public async Task Too_much_is_told_so()
    {
        var andi = await office.Andi;
        string[] queries = ["q=" + new string('x', 7_000), "q=" + string.Join('+', Enumerable.Range(0, 30)), "q=a&after=x", "q=a&limit=0", "q=a&limit=101"];
        foreach (var query in queries)
            await (await andi.Client.Get("/api/search?" + query)).ShouldBeRefusal(HttpStatusCode.UnprocessableEntity, "invalid-fields");
    }

    [Fact]
    public async Task What_a_killed_host_had_not_taken_in_the_next_one_takes_in_once()
    {
        var (word, siti) = (NewWord(), await office.Siti);
        // The host dies in the commit of the index: as if the writer had never answered.
        var dying = new SearchIndexer(Contexts, Index, new DyingWriter(), NullLogger<SearchIndexer>.Instance);
        var ticket = await siti.SendTicketAsync(word);
        await IndexAsync();
        await Writer.CommitAsync(new WriteSet().Add(SearchWrites.Enqueue(Guid.NewGuid().ToString("N"), ticket.Text("id"))), Ended);
        try
        {
            await dying.RunAsync(Ended);
        }
        catch (IOException)
        {
            // What it had in hand is still to be done.
        }
        await IndexAsync();
        (await FindAsync(siti, word)).ShouldBe([ticket.Text("id")]);
        await using var db = await Contexts.CreateDbContextAsync(Ended);
        (await db.SearchQueue.CountAsync(row => row.TicketId == ticket.Text("id"), Ended)).ShouldBe(0);
        (await db.SearchDocuments.CountAsync(row => row.TicketId == ticket.Text("id"), Ended)).ShouldBe(1);
    }

    [Fact]
    public async Task A_ticket_on_which_very_much_was_said_is_found_by_what_was_said_last()
    {
        var (word, siti) = (NewWord(), await office.Siti);
        var (ticket, other) = (await siti.SendTicketAsync(word), await siti.SendTicketAsync(word));
        await IndexAsync();
        await using (var db = await Contexts.CreateDbContextAsync(Ended))
        {
            var said = Enumerable.Range(0, 2_100).Select(i => new MessageRow
            {
                Id = $"{ticket.Text("id")}-{i:D4}", TicketId = ticket.Text("id"), AuthorId = "x", AuthorName = "Siti", AuthorRole = Roles.Pelapor, Kind = MessageKind.Public,
                Text = i == 0 ? $"{word}awal" : i == 2_099 ? $"{word}akhir" : "lagi", At = DateTimeOffset.UnixEpoch.AddMinutes(i),
            });
            db.Messages.AddRange(said.Append(new()
            {
                Id = $"{other.Text("id")}-1", TicketId = other.Text("id"), AuthorId = "x", AuthorName = "Siti", AuthorRole = Roles.Pelapor, Kind = MessageKind.Public, Text = $"{word}lain",
                At = DateTimeOffset.UnixEpoch,
            }));
            await db.SaveChangesAsync(Ended);
        }
        var changes = new WriteSet();
        foreach (var changed in (JsonObject[])[ticket, other])
            changes.Add(SearchWrites.Enqueue(Guid.NewGuid().ToString("N"), changed.Text("id")));
        await Writer.CommitAsync(changes, Ended);
        (await FindAsync(siti, $"{word}akhir")).ShouldBe([ticket.Text("id")]);
        (await FindAsync(siti, $"{word}lain")).ShouldBe([other.Text("id")]);
        // Only the latest are kept of so many.
        (await FindAsync(siti, $"{word}awal")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_older_state_never_takes_the_place_of_a_newer_one()
    {
        var (first, second, hendra) = (NewWord(), NewWord(), await office.Hendra);
        var ticket = await (await office.Siti).SendTicketAsync();
        await IndexAsync();
        await PutAsync(1001, first);
        await PutAsync(1000, second);
        (await FindAsync(hendra, first)).ShouldBe([ticket.Text("id")]);
        (await FindAsync(hendra, second)).ShouldBeEmpty();
        await PutAsync(1002, second);
        (await FindAsync(hendra, first)).ShouldBeEmpty();
        (await FindAsync(hendra, second)).ShouldBe([ticket.Text("id")]);

        async Task PutAsync(long revision, string word)
        {
            var row = new SearchDocumentRow { Seq = 1, TicketId = ticket.Text("id"), ReporterId = "x", Revision = revision };
            var put = new WriteSet().AddRange(Index.Put(new SearchDocument(row, new HashSet<string> { word })));
            (await Writer.CommitAsync(put, Ended)).ShouldBeOfType<CommitResult.Committed>();
        }
    }

    [Fact]
    public async Task A_ticket_whose_place_is_taken_gets_another()
    {
        var (word, hendra) = (NewWord(), await office.Hendra);
        var ticket = await (await office.Siti).SendTicketAsync(word);
        await IndexAsync();
        await using (var db = await Contexts.CreateDbContextAsync(Ended))
        {
            // As if it had never been taken in, and another ticket of the same millisecond were first.
            var row = await db.SearchDocuments.SingleAsync(one => one.TicketId == ticket.Text("id"), Ended);
            await db.SearchDocuments.Where(one => one.Seq == row.Seq)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.TicketId, "somebody else"), Ended);
        }
        await Writer.CommitAsync(new WriteSet().Add(SearchWrites.Enqueue(Guid.NewGuid().ToString("N"), ticket.Text("id"))), Ended);
        (await FindAsync(hendra, word)).ShouldBe([ticket.Text("id")]);
    }

    [Fact]
    public async Task One_ticket_that_cannot_be_taken_in_keeps_no_other_out()
    {
        var (word, hendra) = (NewWord(), await office.Hendra);
        var ticket = await (await office.Siti).SendTicketAsync(word);
        await IndexAsync();
        await using (var db = await Contexts.CreateDbContextAsync(Ended))
        {
            // All its places are taken, contrived; and it is not in the index.
            var row = await db.SearchDocuments.AsNoTracking().SingleAsync(one => one.TicketId == ticket.Text("id"), Ended);
            var stored = await db.Tickets.AsNoTracking().SingleAsync(one => one.Id == row.TicketId, Ended);
            await db.SearchDocuments.Where(one => one.Seq == row.Seq).ExecuteDeleteAsync(Ended);
            for (var salt = 0; salt <= 16; salt++)
            {
                if (!await db.SearchDocuments.AnyAsync(one => one.Seq == SearchDocument.SeqOf(stored, salt), Ended))
                    db.SearchDocuments.Add(new() { Seq = SearchDocument.SeqOf(stored, salt), TicketId = $"taken-{stored.Id}-{salt}", ReporterId = "x", Revision = 1 });
            }
            await db.SaveChangesAsync(Ended);
        }
        await Writer.CommitAsync(new WriteSet().Add(SearchWrites.Enqueue(Guid.NewGuid().ToString("N"), ticket.Text("id"))), Ended);
        var other = await (await office.Siti).SendTicketAsync(word);
        (await FindAsync(hendra, word)).ShouldBe([other.Text("id")]);
        // It is still to be done, later.
        await using var after = await Contexts.CreateDbContextAsync(Ended);
        (await after.SearchQueue.CountAsync(row => row.TicketId == ticket.Text("id"), Ended)).ShouldBe(1);
    }

    private IDbContextFactory<AlurDb> Contexts => office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>();

    private ISearchIndex Index => office.Host.Services.GetRequiredService<ISearchIndex>();

    private IStepWriter Writer => office.Host.Services.GetRequiredService<IStepWriter>();

    // Letters only, that no rule takes anything off.
    private static string NewWord()
    {
        var number = Interlocked.Increment(ref _words).ToString("D4", System.Globalization.CultureInfo.InvariantCulture);
        return $"zz{string.Concat(number.Select(digit => (char)('b' + (digit - '0'))))}zz";
    }

    private async Task IndexAsync()
    {
        var indexer = office.Host.Services.GetRequiredService<SearchIndexer>();
        while (await indexer.RunAsync(Ended) > 0)
        {
        }
    }

    private async Task<string[]> FindAsync(Person asker, string question)
    {
        await IndexAsync();
        return [.. (await asker.GetAsync("/api/search?q=" + Uri.EscapeDataString(question))).Items().Select(item => item.Text("id"))];
    }

    private async Task<JsonObject> EscalateToLkppAsync(JsonObject ticket)
    {
        var (andi, rudi) = (await office.Andi, await office.Rudi);
        ticket = await andi.DoAsync(ticket, "set-priority", new { priority = "Tinggi" });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "T" });
        ticket = await andi.CompleteAsync(ticket, "Done", new { analysis = "a" });
        ticket = await andi.DoAsync(ticket, "decide", new { answer = "T" });
        ticket = await andi.DoAsync(ticket, "escalate", new { reason = "r" });
        ticket = await rudi.CompleteAsync(ticket, "Done", new { });
        ticket = await rudi.CompleteAsync(ticket, "Done", new { analysis = "a" });
        ticket = await rudi.DoAsync(ticket, "decide", new { answer = "T" });
        return await rudi.DoAsync(ticket, "escalate", new { reason = "r" });
    }

    private sealed class DyingWriter : IStepWriter
    {
        public Task<CommitResult> CommitAsync(WriteSet set, CancellationToken cancellationToken = default) => throw new IOException("killed");
    }
}

public sealed class SqliteSearchTests(SqliteOffice office) : SearchSuite(office), IClassFixture<SqliteOffice>;

public sealed class PostgresSearchTests(PostgresOffice office) : SearchSuite(office), IClassFixture<PostgresOffice>;
