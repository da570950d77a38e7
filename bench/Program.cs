using Alur.Bench;
using Alur.Rehearsal.Hosting;

// bench [--quick] [--only engine|sqlite|postgres|http|sweep|sweep-sqlite|sweep-postgres] [--output FOLDER] --host-dll PATH
// bench search [--tickets 1000000] [--only sqlite|postgres] [--keep FOLDER]
// bench reports|lists [--tickets 1000000] [--months 12] [--only sqlite|postgres] [--keep FOLDER] [--page PART]
var quick = args.Contains("--quick");
var only = Option("--only");
var rounds = quick ? 3 : 5;
var share = quick ? 4 : 1;
var folder = Directory.CreateTempSubdirectory("alur-bench-").FullName;
var keep = new Keep(folder, Option("--keep"));
var figures = new List<Figures>();
var promises = new List<Promise>();
try
{
    if (args.Contains("search"))
    {
        await SearchAsync(int.Parse(Option("--tickets") ?? "1000000", System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    }

    if (args.Contains("reports") || args.Contains("lists"))
    {
        await PastAsync(Number("--tickets", 1_000_000), Number("--months", 12));
        return 0;
    }

    if (Wanted("engine")) Told((await EngineBench.RunAsync(quick), []));
    if (Wanted("sqlite") || Wanted("http")) Told((await SqliteAsync(), []));
    if (Wanted("postgres")) Told((await PostgresAsync(), []));
    if (Wanted("http")) Told(([await HttpAsync()], []));
    if (Wanted("sweep") || Wanted("sweep-sqlite") || Wanted("sweep-postgres")) await SweepAsync();
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
        await using var office = await Office.StartAsync(keep.File("search"), folder);
        await keep.OnceAsync("sqlite-search", async () =>
            await (await office.FloodAsync()).FillAsync(office.Get<Alur.Host.Storage.Commit.IStepWriter>(), tickets, done => Console.Error.WriteLine($"SQLite: {done:N0} tickets …")));
        await SearchBench.RunAsync("SQLite", office.Get<Alur.Host.Features.Search.SearchTickets>(), tickets);
    }

    if (Wanted("postgres") && await keep.ClusterAsync() is { } started)
    {
        await using var cluster = started;
        await using var office = await Office.StartAsync(await keep.DatabaseAsync(cluster, "search"), folder);
        Console.Error.WriteLine("PostgreSQL: copying …");
        await keep.OnceAsync("postgres-search", async () => await (await office.FloodAsync()).CopyAsync(office.Get<Npgsql.NpgsqlDataSource>(), tickets));
        await SearchBench.RunAsync("PostgreSQL", office.Get<Alur.Host.Features.Search.SearchTickets>(), tickets);
    }
}

// One office of the past for reports and for lists.
async Task PastAsync(int tickets, int months)
{
    if (Wanted("sqlite"))
    {
        await using var office = await Office.StartAsync(keep.File("past"), folder);
        await keep.OnceAsync("sqlite-past", async () => await (await office.PastOfAsync(months)).FillAsync(
            office.Get<Alur.Host.Storage.Commit.IStepWriter>(), tickets, done => Console.Error.WriteLine($"SQLite: {done:N0} tickets …")));
        await MeasureAsync("SQLite", "sqlite", office);
    }

    if (Wanted("postgres") && await keep.ClusterAsync() is { } started)
    {
        await using var cluster = started;
        await using var office = await Office.StartAsync(await keep.DatabaseAsync(cluster, "past"), folder);
        Console.Error.WriteLine("PostgreSQL: copying …");
        await keep.OnceAsync("postgres-past", async () => await (await office.PastOfAsync(months)).CopyAsync(
            office.Get<Npgsql.NpgsqlDataSource>(), office.Get<Alur.Host.Storage.Commit.IStepWriter>(), tickets));
        await MeasureAsync("PostgreSQL", "postgres", office);
    }

    async Task MeasureAsync(string what, string name, Office office)
    {
        if (args.Contains("reports")) await ReportBench.RunAsync($"{what}, {tickets:N0} tickets over {months} months", office.Get<Alur.Host.Features.Reports.MonthReports>());
        if (!args.Contains("lists")) return;
        await keep.OnceAsync(name + "-lists", async () =>
        {
            await using var db = office.Open();
            await new ListFlood(office.Clock.GetUtcNow()).FillAsync(db);
        });
        await ListBench.RunAsync($"{what}, {tickets:N0} tickets, one in 50 open", office.Address, Option("--page"));
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
    if (only != "sweep-postgres")
    {
        Console.Error.WriteLine("sweep on SQLite …");
        var (path, rawPath) = (Path.Combine(folder, "sweep.db"), Path.Combine(folder, "sweep-raw.db"));
        await using var office = await Office.StartAsync(path, folder);
        RawSqlite.Copy(path, rawPath);
        await using var raw = new RawSqlite(rawPath);
        Told(await SweepBench.RunAsync("SQLite", [office], raw, size));
    }

    if (only == "sweep-sqlite") return;
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
