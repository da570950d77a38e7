using Alur.Bench;
using Alur.Rehearsal.Hosting;

// bench [--quick] [--only engine|sqlite|postgres|http|sweep|sweep-sqlite] [--output FOLDER] --host-dll PATH
// bench search [--tickets 1000000] [--only sqlite|postgres]
// bench reports [--tickets 1000000] [--months 12] [--only sqlite|postgres]
var quick = args.Contains("--quick");
var only = Option("--only");
var rounds = quick ? 3 : 5;
var share = quick ? 4 : 1;
var folder = Directory.CreateTempSubdirectory("alur-bench-").FullName;
var figures = new List<Figures>();
var promises = new List<Promise>();
try
{
    if (args.Contains("search"))
    {
        await SearchAsync(int.Parse(Option("--tickets") ?? "1000000", System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    }

    if (args.Contains("reports"))
    {
        await ReportsAsync(Number("--tickets", 1_000_000), Number("--months", 12));
        return 0;
    }

    if (Wanted("engine")) Told((await EngineBench.RunAsync(quick), []));
    if (Wanted("sqlite") || Wanted("http")) Told((await SqliteAsync(), []));
    if (Wanted("postgres")) Told((await PostgresAsync(), []));
    if (Wanted("http")) Told(([await HttpAsync()], []));
    if (Wanted("sweep") || Wanted("sweep-sqlite")) await SweepAsync();
}
finally
{
    Directory.Delete(folder, recursive: true);
    // What was measured before a failure took its time too.
    if (figures.Count > 0) Console.WriteLine($"kept in {Report.Save(Option("--output") ?? "artifacts/bench", figures, promises, quick, TimeProvider.System.GetUtcNow())}");
}

return 0;

// At once: the whole takes half an hour.
void Told((IReadOnlyList<Figures> Figures, IReadOnlyList<Promise> Promises) found)
{
    figures.AddRange(found.Figures);
    promises.AddRange(found.Promises);
    if (found.Figures.Count > 0) Report.Print(found.Figures);
    Report.Print(found.Promises);
}

bool Wanted(string part) => only is null || only == part;

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

async Task<IReadOnlyList<Figures>> SqliteAsync()
{
    Console.Error.WriteLine("SQLite …");
    // The raw database is a copy of the one the host has made ready: the same tables, indexes, accounts and definition.
    var (path, rawPath) = (Path.Combine(folder, "alur.db"), Path.Combine(folder, "raw.db"));
    await using var office = await Office.StartAsync(path, folder);
    RawSqlite.Copy(path, rawPath);
    await using var raw = new RawSqlite(rawPath);
    return await StepBench.RunAsync("SQLite", office, raw, [(1, 240 / share), (8, 100 / share), (64, 32 / share)], rounds);
}

async Task<IReadOnlyList<Figures>> PostgresAsync()
{
    Console.Error.WriteLine("PostgreSQL …");
    await using var cluster = await PostgresCluster.StartAsync();
    if (cluster is null)
    {
        Console.Error.WriteLine("  left out: this machine has no PostgreSQL server programs");
        return [];
    }

    // A database that is being used cannot be copied: the host makes it ready, stops, and starts again.
    var database = await cluster.CreateDatabaseAsync("alur");
    await using (await Office.StartAsync(database, folder))
    {
    }

    Npgsql.NpgsqlConnection.ClearAllPools();
    var rawDatabase = await cluster.CreateDatabaseAsync("raw", template: "alur");
    await using var office = await Office.StartAsync(database, folder);
    await using var raw = new RawPostgres(rawDatabase);
    return await StepBench.RunAsync("PostgreSQL", office, raw, [(1, 120 / share), (8, 40 / share), (64, 8 / Math.Min(share, 2))], rounds);
}

async Task SearchAsync(int tickets)
{
    if (Wanted("sqlite"))
    {
        await using var office = await Office.StartAsync(Path.Combine(folder, "search.db"), folder);
        await (await office.FloodAsync()).FillAsync(office.Get<Alur.Host.Storage.Commit.IStepWriter>(), tickets, done => Console.Error.WriteLine($"SQLite: {done:N0} tickets …"));
        await SearchBench.RunAsync("SQLite", office.Get<Alur.Host.Features.Search.SearchTickets>(), tickets);
    }

    if (Wanted("postgres") && await PostgresCluster.StartAsync() is { } started)
    {
        await using var cluster = started;
        var database = await cluster.CreateDatabaseAsync("search");
        await using var office = await Office.StartAsync(database, folder);
        Console.Error.WriteLine("PostgreSQL: copying …");
        await (await office.FloodAsync()).CopyAsync(office.Get<Npgsql.NpgsqlDataSource>(), tickets);
        await SearchBench.RunAsync("PostgreSQL", office.Get<Alur.Host.Features.Search.SearchTickets>(), tickets);
    }
}

async Task ReportsAsync(int tickets, int months)
{
    var how = $"{tickets:N0} tickets over {months} months";
    if (Wanted("sqlite"))
    {
        await using var office = await Office.StartAsync(Path.Combine(folder, "reports.db"), folder);
        await (await office.PastOfAsync(months)).FillAsync(office.Get<Alur.Host.Storage.Commit.IStepWriter>(), tickets, done => Console.Error.WriteLine($"SQLite: {done:N0} tickets …"));
        await ReportBench.RunAsync($"SQLite, {how}", office.Get<Alur.Host.Features.Reports.MonthReports>());
    }

    if (Wanted("postgres") && await PostgresCluster.StartAsync() is { } started)
    {
        await using var cluster = started;
        await using var office = await Office.StartAsync(await cluster.CreateDatabaseAsync("reports"), folder);
        Console.Error.WriteLine("PostgreSQL: copying …");
        await (await office.PastOfAsync(months)).CopyAsync(office.Get<Npgsql.NpgsqlDataSource>(), office.Get<Alur.Host.Storage.Commit.IStepWriter>(), tickets);
        await ReportBench.RunAsync($"PostgreSQL, {how}", office.Get<Alur.Host.Features.Reports.MonthReports>());
    }
}

int Number(string name, int usual) => Option(name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : usual;

async Task<Figures> HttpAsync()
{
    Console.Error.WriteLine("HTTP …");
    var dll = Option("--host-dll") ?? throw new InvalidOperationException("Expected --host-dll, the path of Alur.Host.dll.");
    var raw = figures.LastOrDefault(line => line.What.StartsWith("raw SQLite", StringComparison.Ordinal) && line.Clients == 64)?.PerSecond ?? 0;
    return await HttpBench.RunAsync(dll, folder, 64, 32 / share, rounds, raw);
}

async Task SweepAsync()
{
    var size = quick ? new SweepSize(Open: 100_000, Due: 1_000, Looks: 500) : new SweepSize(Open: 1_000_000, Due: 10_000, Looks: 2_000);
    Console.Error.WriteLine("sweep on SQLite …");
    var (path, rawPath) = (Path.Combine(folder, "sweep.db"), Path.Combine(folder, "sweep-raw.db"));
    await using (var office = await Office.StartAsync(path, folder))
    {
        RawSqlite.Copy(path, rawPath);
        await using var raw = new RawSqlite(rawPath);
        Told(await SweepBench.RunAsync("SQLite", [office], raw, size));
    }

    if (!Wanted("sweep")) return;
    await using var cluster = await PostgresCluster.StartAsync();
    if (cluster is null)
    {
        Console.Error.WriteLine("  PostgreSQL left out: this machine has no server programs for it");
        return;
    }

    var database = await cluster.CreateDatabaseAsync("sweep");
    await using (await Office.StartAsync(database, folder))
    {
    }

    Npgsql.NpgsqlConnection.ClearAllPools();
    var two = await cluster.CreateDatabaseAsync("two", template: "sweep");
    var rawDatabase = await cluster.CreateDatabaseAsync("sweepraw", template: "sweep");
    Console.Error.WriteLine("sweep on PostgreSQL …");
    await using (var office = await Office.StartAsync(database, folder))
    {
        await using var raw = new RawPostgres(rawDatabase);
        Told(await SweepBench.RunAsync("PostgreSQL", [office], raw, size));
    }

    Console.Error.WriteLine("sweep by two hosts …");
    await using var one = await Office.StartAsync(two, folder);
    await using var other = await Office.StartAsync(two, folder);
    Told(await SweepBench.RunAsync("PostgreSQL, two hosts", [one, other], null, size with { Open = 0 }));
}
