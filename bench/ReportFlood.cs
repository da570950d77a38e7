using System.Globalization;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Alur.Host.Tickets;
using Npgsql;

namespace Alur.Bench;

/// <summary>
/// Makes very many tickets that ended over a number of months, each with eight completed visits in the bars that the host itself would have made of them.
/// Each number always gives the same ticket. One in fifty is still open, one in a hundred a trial. They lie in the order in which they were sent.
/// </summary>
/// <param name="definitionVersionId">The process they ran through.</param>
/// <param name="now">The end of the last month's days.</param>
/// <param name="months">Over how many months they spread, the last of them the present one.</param>
internal sealed class ReportFlood(string definitionVersionId, DateTimeOffset now, int months)
{
    private const int SetSize = 2000;
    private const int VisitsEach = 8;
    private const int People = 40;
    private const double DaysInMonth = 30.4;

    private static readonly string[] Priority = ["Tinggi", "Sedang", "Rendah"];

    private const string InstanceColumns = """
        instances (id, definition_id, definition_version_id, definition_version, status, sub_status, revision, last_event, state, incident_count, created_at, updated_at)
        """;

    private const string TicketColumns = """
        tickets (id, number, reporter_id, reporter_name, title, lpse, application, kind, description, channel, priority, status, opened_at, closed_at, rating, is_test,
            first_response_at, first_response_seconds, solution_seconds)
        """;

    /// <summary>Through the host's own writer.</summary>
    public async Task FillAsync(IStepWriter writer, int tickets, Action<int> progress)
    {
        var order = InOrder(tickets);
        for (var from = 0; from < tickets; from += SetSize)
        {
            var set = new WriteSet();
            for (var i = from; i < Math.Min(tickets, from + SetSize); i++)
            {
                var (instance, ticket) = Make(order[i]);
                set.Add(InstanceWrites.Insert(instance)).Add(TicketWrites.Insert(ticket));
            }
            if (await writer.CommitAsync(set) is not CommitResult.Committed) throw new InvalidOperationException("Expected the rows to be new.");
            if (from % 100_000 == 0) progress(from);
        }
        await BarsAsync(writer, tickets);
    }

    /// <summary>By COPY, which PostgreSQL needs for so many.</summary>
    public async Task CopyAsync(NpgsqlDataSource source, IStepWriter writer, int tickets)
    {
        await using var connection = await source.OpenConnectionAsync();
        // Each ticket comes with its instance: a million look-ups to see that it does would be a good part of the time.
        await RunAsync(connection, "set session_replication_role = replica");
        var order = InOrder(tickets);
        await CopyAsync(connection, InstanceColumns, tickets, (row, i) =>
        {
            var (one, _) = Make(order[i]);
            var at = one.CreatedAt.ToUnixTimeMilliseconds();
            return row.WriteRowAsync(
                CancellationToken.None, one.Id, one.DefinitionId, one.DefinitionVersionId, one.DefinitionVersion, one.Status, one.SubStatus, one.Revision, one.LastEvent,
                one.State, 0, at, at);
        });
        await CopyAsync(connection, TicketColumns, tickets, async (row, i) =>
        {
            var (_, one) = Make(order[i]);
            await row.StartRowAsync();
            foreach (var text in (string?[])[one.Id, one.Number, one.ReporterId, one.ReporterName, one.Title, one.Lpse, one.Application, one.Kind, one.Description, one.Channel, one.Priority, one.Status.ToString()])
                await row.WriteAsync(text);
            await row.WriteAsync(one.OpenedAt.ToUnixTimeMilliseconds());
            await NullableAsync(row, one.ClosedAt?.ToUnixTimeMilliseconds());
            await NullableAsync(row, one.Rating);
            await row.WriteAsync(one.IsTest);
            await NullableAsync(row, one.FirstResponseAt?.ToUnixTimeMilliseconds());
            await NullableAsync(row, one.FirstResponseSeconds);
            await NullableAsync(row, one.SolutionSeconds);
        });
        await BarsAsync(writer, tickets);
        await RunAsync(connection, "vacuum analyze");
        // The pool gives the connection to the host afterwards.
        await RunAsync(connection, "reset session_replication_role");
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private static Task NullableAsync<T>(NpgsqlBinaryImporter row, T? value)
        where T : struct => value is { } some ? row.WriteAsync(some) : row.WriteNullAsync();

    private static async Task CopyAsync(NpgsqlConnection connection, string into, int rows, Func<NpgsqlBinaryImporter, int, Task> write)
    {
        await using var importer = await connection.BeginBinaryImportAsync($"copy {into} from stdin (format binary)");
        // The server checks keys and makes indexes of a million rows before it answers.
        importer.Timeout = TimeSpan.FromHours(1);
        for (var i = 0; i < rows; i++) await write(importer, i);
        await importer.CompleteAsync();
    }

    private int[] InOrder(int tickets)
    {
        var numbers = Enumerable.Range(0, tickets).ToArray();
        Array.Sort(Array.ConvertAll(numbers, number => Make(number).Ticket.OpenedAt), numbers);
        return numbers;
    }

    /// <summary>The bars of all visits, added up here first: the same rows that adding them one by one would leave.</summary>
    private async Task BarsAsync(IStepWriter writer, int tickets)
    {
        var rules = TimeRules.Of(OfficeCalendars.Kepri);
        var bars = new Dictionary<(int, string, string, string, string, int), ReportVisitRow>();
        for (var i = 0; i < tickets; i++)
        {
            var (_, ticket) = Make(i);
            if (ticket.IsTest || ticket.ClosedAt is not { } closed) continue;
            var random = new Random(i ^ 0x5EED);
            for (var visit = 0; visit < VisitsEach; visit++)
            {
                // Long tails, as real work has: half within minutes, one in a hundred over days.
                var used = (int)(600 * Math.Exp(1.3 * Normal(random)));
                var step = 2 + random.Next(14);
                var bar = VisitBars.Of(
                    new TaskRow
                    {
                        Id = "", InstanceId = "", ActivityId = $"langkah{step}", StepNo = step, Title = $"Langkah {step}", Visit = random.Next(20) == 0 ? 2 : 1,
                        Role = step % 5 == 0 ? "Pelapor" : step < 10 ? "Helpdesk" : "AdminPpe", AssigneeId = $"bench-staff-{random.Next(People)}", Priority = ticket.Priority,
                        OpenedAt = closed.AddHours(-4), CompletedAt = closed, UsedSeconds = used, BudgetSeconds = 1800,
                        Pauses = random.Next(30) == 0 ? $"{closed.AddHours(-4).ToUnixTimeMilliseconds()}-{closed.AddHours(-3).ToUnixTimeMilliseconds()}" : null,
                    },
                    "sop-011", rules, 1);
                if (bars.TryGetValue((bar.Month, bar.ActivityId, bar.Role, bar.PersonId, bar.Priority, bar.Minutes), out var known)) Add(known, bar);
                else bars.Add((bar.Month, bar.ActivityId, bar.Role, bar.PersonId, bar.Priority, bar.Minutes), bar);
            }
        }
        var inKey = bars.Values.OrderBy(bar => (bar.Month, bar.Minutes)).ThenBy(bar => bar.ActivityId, StringComparer.Ordinal).ThenBy(bar => bar.Role, StringComparer.Ordinal)
            .ThenBy(bar => bar.PersonId, StringComparer.Ordinal);
        foreach (var some in inKey.Chunk(SetSize)) await writer.CommitAsync(new WriteSet().AddRange(some.Select(ReportWrites.Count)));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(long)tickets * VisitsEach:N0} visits in {bars.Count:N0} bars"));
    }

    private static void Add(ReportVisitRow bar, ReportVisitRow more)
    {
        bar.Visits += more.Visits;
        bar.Watched += more.Watched;
        bar.Late += more.Late;
        bar.Paused += more.Paused;
        bar.Again += more.Again;
        bar.UsedSeconds += more.UsedSeconds;
        bar.PausedSeconds += more.PausedSeconds;
    }

    private (InstanceRow Instance, TicketRow Ticket) Make(int number)
    {
        var random = new Random(number);
        var closed = now.AddMinutes(-random.NextDouble() * months * DaysInMonth * 24 * 60);
        var opened = closed.AddHours(-random.Next(1, 200));
        var isOpen = number % 50 == 1;
        var id = $"{opened.ToUnixTimeMilliseconds():x12}7000{(ulong)number * 0x9E3779B97F4A7C15UL:x16}";
        var seconds = (int)(3_600 * Math.Exp(Normal(random)));
        var instance = new InstanceRow
        {
            Id = id, DefinitionId = "sop-011", DefinitionVersionId = definitionVersionId, DefinitionVersion = 1, Status = isOpen ? "Running" : "Finished", SubStatus = "Finished",
            Revision = 1, LastEvent = 0, State = "{}", CreatedAt = opened, UpdatedAt = opened,
        };
        var ticket = new TicketRow
        {
            Id = id, Number = string.Create(CultureInfo.InvariantCulture, $"011-{opened.Year}-{number:D8}"), ReporterId = $"bench{number % 20_000:x8}", ReporterName = "Nama Keluarga",
            Title = "Tidak dapat masuk ke SPSE", Description = "Halaman masuk menampilkan kesalahan setelah kata sandi diisi.", Application = "SPSE",
            Lpse = "LPSE Provinsi Kepulauan Riau", Kind = "Permasalahan", Channel = "web", Priority = Priority[random.Next(Priority.Length)],
            Status = isOpen ? TicketStatus.Open : TicketStatus.Closed, OpenedAt = opened, ClosedAt = isOpen ? null : closed, Rating = isOpen ? null : 1 + random.Next(5),
            IsTest = number % 100 == 2, FirstResponseAt = opened.AddHours(1), FirstResponseSeconds = seconds / 4, SolutionSeconds = isOpen ? null : seconds,
        };
        return (instance, ticket);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
