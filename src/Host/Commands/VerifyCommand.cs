using Alur.Host.Storage;
using Alur.Host.Storage.Startup;
using Alur.Host.Storage.Verification;
using Microsoft.Data.Sqlite;

namespace Alur.Host.Commands;

/// <summary><c>verify DATABASE</c>: rebuilds every instance from its events and says which differ from what is stored. Changes nothing.</summary>
public static class VerifyCommand
{
    private const string Usage = """
        verify DATABASE
          DATABASE  a SQLite file, postgres://user:password@host:port/name, or a connection string
        Rebuilds every instance from its events, compares with the stored state, open tasks, timers and deadlines, and prints what differs.
        Exit code: 0 nothing differs, 1 something does, 2 the database cannot be read.
        """;

    /// <summary>Runs the command.</summary>
    /// <param name="args">The arguments behind <c>verify</c>.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error);

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args is not [var database] || database.StartsWith('-'))
        {
            await error.WriteLineAsync(Usage);
            return args is ["--help" or "-h"] ? 0 : 2;
        }

        try
        {
            return await VerifyAsync(database, output);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or System.Data.Common.DbException or IOException)
        {
            await error.WriteLineAsync($"verify: {failure.Message}");
            return 2;
        }
    }

    private static async Task<int> VerifyAsync(string database, TextWriter output)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(StorageRegistration.DatabaseSetting, database)]).Build();
        await using var services = new ServiceCollection().AddLogging().AddAlurStorage(configuration).BuildServiceProvider();
        RequireFile(services.GetRequiredService<DatabaseTarget>());
        await services.GetRequiredService<DatabaseMigrator>().RequireCurrentAsync(CancellationToken.None);

        var verifier = ActivatorUtilities.CreateInstance<DatabaseVerifier>(services);
        var differing = new HashSet<string>();
        await foreach (var difference in verifier.FindDifferencesAsync())
        {
            differing.Add(difference.InstanceId);
            var name = difference.TicketNumber is { } number ? $"{number} ({difference.InstanceId})" : difference.InstanceId;
            await output.WriteLineAsync($"{name}: {difference.What}");
        }

        await output.WriteLineAsync($"{verifier.Checked} instances, {verifier.Events} events, {differing.Count} differ");
        return differing.Count == 0 ? 0 : 1;
    }

    /// <summary>A mistyped path must not become an empty database that agrees with itself.</summary>
    private static void RequireFile(DatabaseTarget target)
    {
        if (target.Provider != DatabaseProvider.Sqlite) return;
        var file = new SqliteConnectionStringBuilder(target.ConnectionString).DataSource;
        if (!File.Exists(file)) throw new FileNotFoundException($"Expected a database at {Path.GetFullPath(file)} but there is no such file.");
    }
}
