using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Alur.Rehearsal.Chaos;

/// <summary>Holds what clients were promised against what the database has. Reads it directly, read-only, without the host.</summary>
internal sealed class Audit : IAsyncDisposable
{
    private readonly DbConnection connection;
    private readonly List<string> findings = [];

    private Audit(DbConnection connection) => this.connection = connection;

    /// <summary>Everything that is not as promised, a sentence each.</summary>
    public static async Task<List<string>> RunAsync(string database, bool isPostgres, Ledger ledger)
    {
        DbConnection connection = isPostgres
            ? new NpgsqlConnection(database)
            : new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        await using var audit = new Audit(connection);
        await connection.OpenAsync();
        await audit.TicketsAsync(ledger);
        await audit.TasksAsync(ledger);
        await audit.NotesAsync(ledger);
        await audit.JournalsAsync();
        return audit.findings;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task TicketsAsync(Ledger ledger)
    {
        var rows = await ReadAsync("select id, number, title from tickets");
        var byId = rows.ToDictionary(row => row[0]);
        foreach (var promised in ledger.All<Promise.Ticket>())
        {
            if (!byId.TryGetValue(promised.Id, out var row)) findings.Add($"lost: ticket {promised.Number} was acknowledged but is not there");
            else if (row[1] != promised.Number || row[2] != promised.Title) findings.Add($"changed: ticket {promised.Number} is stored as {row[1]} \"{row[2]}\"");
        }

        // Each title was sent under one key, however often.
        Doubled(rows, row => row[2], "ticket");
        Doubled(rows, row => row[1], "ticket number");
    }

    private async Task TasksAsync(Ledger ledger)
    {
        var tasks = (await ReadAsync("select id, state, assignee_id, outcome, instance_id, activity_id, visit from tasks")).ToDictionary(row => row[0]);
        var ends = await CountAsync("select instance_id, activity_id, visit, count(*) from events where kind = 'activity.completed' group by 1, 2, 3");
        foreach (var promised in ledger.All<Promise.Claim>())
        {
            if (!tasks.TryGetValue(promised.TaskId, out var task) || task[2] != promised.UserId || task[1] is not ("Claimed" or "Completed"))
                findings.Add($"lost: the claim of task {promised.TaskId} by {promised.UserId} was acknowledged but it is {Show(task)}");
        }

        foreach (var promised in ledger.All<Promise.Completion>())
        {
            if (!tasks.TryGetValue(promised.TaskId, out var task) || task[1] != "Completed" || task[3] != promised.Outcome || task[2] != promised.UserId)
                findings.Add($"lost: task {promised.TaskId} was acknowledged as done with {promised.Outcome} but it is {Show(task)}");
            else if (ends.GetValueOrDefault($"{task[4]}|{task[5]}|{task[6]}") is var count and not 1)
                findings.Add($"{(count == 0 ? "lost" : "doubled")}: the completion of task {promised.TaskId} is {count} times in the journal");
        }

        foreach (var (visit, count) in ends.Where(end => end.Value > 1)) findings.Add($"doubled: visit {visit} was completed {count} times");
        Doubled([.. tasks.Values], row => $"{row[4]}|{row[5]}|{row[6]}", "task of a visit");
    }

    private async Task NotesAsync(Ledger ledger)
    {
        var rows = await ReadAsync("select ticket_id, text from messages");
        var stored = rows.Select(row => $"{row[0]}|{row[1]}").ToHashSet();
        foreach (var promised in ledger.All<Promise.Note>().Where(note => !stored.Contains($"{note.TicketId}|{note.Text}")))
            findings.Add($"lost: the message \"{promised.Text}\" was acknowledged but is not there");
        // Texts of answers repeat; each note of a client has a text of its own.
        Doubled([.. rows.Where(row => row[1].StartsWith(Worker.NotePrefix, StringComparison.Ordinal))], row => row[1], "message");
    }

    // Every journal counts 1, 2, 3, … to where its instance says it ends.
    private async Task JournalsAsync()
    {
        var broken = await ReadAsync("""
            select i.id, i.last_event, count(e.seq), coalesce(min(e.seq), 0), coalesce(max(e.seq), 0)
            from instances i left join events e on e.instance_id = i.id
            group by i.id, i.last_event
            having count(e.seq) <> i.last_event or coalesce(max(e.seq), 0) <> i.last_event or coalesce(min(e.seq), 0) <> 1
            """);
        foreach (var row in broken) findings.Add($"torn: the journal of {row[0]} should end at {row[1]} but has {row[2]} events, {row[3]} to {row[4]}");

        var halves = await ReadAsync("select t.id from tickets t left join instances i on i.id = t.id where i.id is null");
        foreach (var row in halves) findings.Add($"torn: ticket {row[0]} has no instance");
    }

    private void Doubled(IReadOnlyList<string[]> rows, Func<string[], string> key, string what)
    {
        foreach (var group in rows.GroupBy(key).Where(group => group.Count() > 1))
            findings.Add($"doubled: {what} \"{group.Key}\" is there {group.Count()} times");
    }

    private static string Show(string[]? task) => task is null ? "not there" : $"{task[1]} by {task[2]} with outcome {task[3]}";

    private async Task<Dictionary<string, long>> CountAsync(string sql) =>
        (await ReadAsync(sql)).ToDictionary(row => string.Join('|', row[..^1]), row => long.Parse(row[^1], CultureInfo.InvariantCulture));

    private async Task<List<string[]>> ReadAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        // The statements are this file's own constants.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
        {
            var row = new string[reader.FieldCount];
            for (var i = 0; i < row.Length; i++) row[i] = Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture) ?? "";
            rows.Add(row);
        }

        return rows;
    }
}
