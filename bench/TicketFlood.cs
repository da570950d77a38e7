using System.Globalization;
using Alur.Host.Identity;
using Alur.Host.Search;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Npgsql;


namespace Alur.Bench;

/// <summary>
/// Makes very many closed tickets and takes them into the search index, with the words of two messages each: what years of work would leave there.
/// Each number always gives the same ticket. Reporter 0 has one ticket in twenty, every other one about fifty in a million.
/// </summary>
internal sealed class TicketFlood(ISearchIndex index, string definitionVersionId)
{
    public const string Common = "masuk";
    public const string Usual = "kesalahan";
    public const string Left = "kiriwarta";
    public const string Right = "kananwarta";

    private const int SetSize = 4000;

    private const string InstanceColumns = """
        instances (id, definition_id, definition_version_id, definition_version, status, sub_status, revision, last_event, state, incident_count, created_at, updated_at)
        """;

    private const string TicketColumns = """
        tickets (id, number, reporter_id, reporter_name, title, lpse, application, kind, description, channel, status, opened_at, closed_at, is_test)
        """;

    private static readonly DateTimeOffset First = new(2020, 1, 2, 1, 0, 0, TimeSpan.Zero);

    public static string ReporterId(int number) => $"bench{number:x8}";

    public static string ReporterName(int number) => $"Nama{Letters(number)} Keluarga{Letters(number % 500)}";

    public static string NumberOf(int ticket) => string.Create(CultureInfo.InvariantCulture, $"011-{2020 + (ticket % 6)}-{ticket:D8}");

    public static string Rare(int number) => "langkaw" + Letters(number);

    public static string Medium(int number) => "sedangw" + Letters(number);

    /// <summary>Through the host's own writer: what SQLite needs.</summary>
    public async Task FillAsync(IStepWriter writer, int tickets, Action<int> progress)
    {
        for (var from = 0; from < tickets; from += SetSize)
        {
            var set = new WriteSet();
            for (var i = from; i < Math.Min(tickets, from + SetSize); i++)
            {
                var (instance, ticket, messages) = Make(i);
                set.Add(InstanceWrites.Insert(instance)).Add(TicketWrites.Insert(ticket));
                set.AddRange(index.Put(SearchDocument.Of(ticket, 1, messages, [])));
            }

            if (await writer.CommitAsync(set) is not CommitResult.Committed) throw new InvalidOperationException("Expected the rows to be new.");
            if (from % 50_000 < SetSize) progress(from);
        }
    }

    /// <summary>By COPY, with the index made afterwards: a row at a time PostgreSQL would take an hour.</summary>
    public async Task CopyAsync(NpgsqlDataSource source, int tickets)
    {
        await using var connection = await source.OpenConnectionAsync();
        // Each ticket comes with its instance: a million look-ups to see that it does would be a good part of the time.
        await RunAsync(connection, "set session_replication_role = replica");
        await RunAsync(connection, "drop index ix_search_documents_words");
        await CopyAsync(connection, InstanceColumns, tickets, (row, i) =>
        {
            var (one, _, _) = Make(i);
            var at = one.CreatedAt.ToUnixTimeMilliseconds();
            return row.WriteRowAsync(
                CancellationToken.None, one.Id, one.DefinitionId, one.DefinitionVersionId, one.DefinitionVersion, one.Status, one.SubStatus, one.Revision, one.LastEvent,
                one.State, 0, at, at);
        });
        await CopyAsync(connection, TicketColumns, tickets, (row, i) =>
        {
            var (_, one, _) = Make(i);
            return row.WriteRowAsync(
                CancellationToken.None, one.Id, one.Number, one.ReporterId, one.ReporterName, one.Title, one.Lpse, one.Application, one.Kind, one.Description, one.Channel,
                "Closed", one.OpenedAt.ToUnixTimeMilliseconds(), one.ClosedAt!.Value.ToUnixTimeMilliseconds(), false);
        });
        await using (var text = await connection.BeginTextImportAsync("copy search_documents (seq, ticket_id, reporter_id, revision, words) from stdin"))
        {
            for (var i = 0; i < tickets; i++)
            {
                var (_, ticket, messages) = Make(i);
                var document = SearchDocument.Of(ticket, 1, messages, []);
                await text.WriteAsync($"{document.Row.Seq}\t{ticket.Id}\t{ticket.ReporterId}\t1\t{string.Join(' ', document.Terms.Select(term => $"'{term}'"))}\n");
            }
        }

        await RunAsync(connection, "set maintenance_work_mem = '512MB'");
        await RunAsync(connection, "create index ix_search_documents_words on search_documents using gin (words) with (fastupdate = off)");
        // As the server's own vacuum would leave it some minutes later.
        await RunAsync(connection, "vacuum analyze");
        // The pool gives the connection to the host afterwards.
        await RunAsync(connection, "reset session_replication_role");
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string into, int rows, Func<NpgsqlBinaryImporter, int, Task> write)
    {
        await using var importer = await connection.BeginBinaryImportAsync($"copy {into} from stdin (format binary)");
        // The server checks keys and makes indexes of a million rows before it answers.
        importer.Timeout = TimeSpan.FromHours(1);
        for (var i = 0; i < rows; i++) await write(importer, i);
        await importer.CompleteAsync();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private (InstanceRow Instance, TicketRow Ticket, MessageRow[] Messages) Make(int number)
    {
        // Pseudo-random, the same for each number.
        var random = new Random(number);
        var reporter = number % 20 == 0 ? 0 : 1 + (number % 20_000);
        var opened = First.AddSeconds(number * 190L);
        var id = $"{opened.ToUnixTimeMilliseconds():x12}7000{(ulong)number * 0x9E3779B97F4A7C15UL:x16}";
        var words = new List<string>();
        if (random.Next(10) < 4) words.Add(Common);
        if (random.Next(10) < 2) words.Add(Usual);
        if (number % 10 == 3) words.Add(Left);
        if (number % 10 == 7) words.Add(Right);
        words.Add(Medium(random.Next(1000)));
        words.Add(Rare(random.Next(100_000)));
        var (title, description) = ($"{string.Join(' ', words)} {Some(random, 3)}", Some(random, 30));
        var ticket = new TicketRow
        {
            Id = id, Number = NumberOf(number), ReporterId = ReporterId(reporter), ReporterName = ReporterName(reporter), Title = title, Description = description,
            Application = "SPSE", Lpse = "LPSE Provinsi Kepulauan Riau", Kind = "Permasalahan", Channel = "web",
            Status = TicketStatus.Closed, OpenedAt = opened, ClosedAt = opened.AddHours(5),
        };
        var instance = new InstanceRow
        {
            Id = id, DefinitionId = "sop-011", DefinitionVersionId = definitionVersionId, DefinitionVersion = 1, Status = "Finished", SubStatus = "Finished", Revision = 1,
            LastEvent = 0, State = "{}", CreatedAt = opened, UpdatedAt = opened,
        };
        MessageRow Message(int at, string role) => new()
        {
            Id = "", TicketId = id, AuthorId = "bench-staff", AuthorName = "Petugas " + Letters(number % 30), AuthorRole = role, Kind = MessageKind.Public, Text = Some(random, 15), At = opened.AddMinutes(at),
        };
        return (instance, ticket, [Message(10, Roles.Helpdesk), Message(20, Roles.Pelapor)]);
    }

    // Words as often as in a language: few everywhere, most seldom.
    private static string Some(Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => "kata" + Letters((int)(20_000 * Math.Pow(random.NextDouble(), 3)))));

    private static string Letters(int number)
    {
        var text = "";
        do
        {
            text += "bcdfghjklmnprstwz"[number % 17];
            number /= 17;
        }
        while (number > 0);
        return text;
    }
}
