using Alur.Replay;
using Alur.Replay.SecondReckoning;
using Spectre.Console;

const string usage = """
    replay FILE [--check] [--shift HOURS] [--keep DATABASE]
      FILE             a log: CSV with CaseID,ActivityID,CompleteTimestamp
      --check          reckon everything a second time from the log alone, minute by minute, and say what differs
      --shift HOURS    hours that the log's clock is ahead of the office's wall clock; 7 unless told otherwise
      --keep DATABASE  leave the database at this new path, to look at it with ./dev run or ./dev verify
    Drives the cases through SOP 011 in simulated time and prints what they took. docs/replay.md tells how activities are taken for steps.
    Exit code: 0 done, 1 the second reckoning differs, 2 the log cannot be read.
    """;

if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(usage);
    return args is ["--help" or "-h"] ? 0 : 2;
}

if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 140;
// Nothing here must outlive the run: where the machine has a folder in memory, commits need not wait for a disk.
var folder = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"alur-replay-{Environment.ProcessId}")).FullName;
try
{
    IReadOnlyList<LogCase> log;
    using (var reader = new StreamReader(options.File)) log = HelpdeskLog.Read(reader);
    var total = log.Sum(logged => logged.Events.Count);
    var result = await new ReplayRun(options.Shift).RunAsync(log, options.Keep ?? Path.Combine(folder, "alur.db"), done =>
    {
        if (!Console.IsErrorRedirected) Console.Error.Write($"\r{done:N0} of {total:N0} events ");
    });
    if (!Console.IsErrorRedirected) Console.Error.Write("\r");
    ReplayReport.Print(result);
    if (!options.Check) return 0;

    var again = log.ToDictionary(logged => logged.Id, logged => LogReckoning.Of(logged, options.Shift));
    var differences = result.Facts.SelectMany(facts => facts.DifferencesFrom(again[facts.Case])).ToList();
    foreach (var difference in differences.Take(20)) AnsiConsole.WriteLine(difference);
    AnsiConsole.WriteLine(differences.Count == 0
        ? $"dihitung ulang menit demi menit dari log: {result.Facts.Sum(facts => facts.Visits.Count):N0} kunjungan, tidak ada yang berbeda"
        : $"dihitung ulang menit demi menit dari log: {differences.Count:N0} perbedaan");
    return differences.Count == 0 ? 0 : 1;
}
catch (Exception wrong) when (wrong is LogException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"replay: {wrong.Message}");
    return 2;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
