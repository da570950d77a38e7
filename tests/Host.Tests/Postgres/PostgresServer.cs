using System.Diagnostics;
using Npgsql;

namespace Alur.Host.Tests.Postgres;

/// <summary>
/// A PostgreSQL cluster of the test run's own, in a temporary folder, reached over a socket in that folder so that no port can clash. Started when the
/// first test asks for it. A supervising shell stops it and removes the folder as soon as this process ends, however it ends.
/// </summary>
public sealed class PostgresServer
{
    private const string Missing = "PostgreSQL is not installed here. Install it (Debian: apt-get install postgresql; no service is needed) or set PG_BIN to its bin folder.";

    // $1 = bin folder. Prints the folder, runs the server, and waits for the end of standard input, which comes when the test process is gone.
    private const string Supervisor = """
        set -e
        dir=$(mktemp -d /tmp/alur-pg-XXXXXX)
        "$1/initdb" -D "$dir/data" -A trust -U postgres --no-sync -E UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log"; exit 1; }
        "$1/postgres" -D "$dir/data" -c listen_addresses= -c unix_socket_directories="$dir" -c fsync=off -c max_connections=300 >"$dir/server.log" 2>&1 &
        pid=$!
        trap 'kill -QUIT $pid 2>/dev/null; wait $pid || true; rm -rf "$dir"' EXIT
        until "$1/pg_isready" -q -h "$dir"; do kill -0 $pid || { cat "$dir/server.log"; exit 1; }; done
        echo "READY $dir"
        cat >/dev/null
        """;

    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);
    private static int _databases;

    private readonly string _folder;
    private readonly Process _supervisor;

    private PostgresServer(string folder, Process supervisor)
    {
        _folder = folder;
        _supervisor = supervisor;
    }

    /// <summary>The run's server. Without PostgreSQL the calling test is skipped with an instruction, or fails when <c>CI=true</c>.</summary>
    public static Task<PostgresServer> GetAsync()
    {
        if (FindBin() is not null) return Shared.Value;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(Missing);
        Assert.Skip(Missing);
        throw new UnreachableException();
    }

    /// <summary>A new database.</summary>
    /// <param name="name">Its name; null for one that nobody has.</param>
    /// <param name="template">The database it is a copy of; null for an empty one.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string? name = null, string? template = null)
    {
        ObjectDisposedException.ThrowIf(_supervisor.HasExited, this);
        name ??= $"test_{Interlocked.Increment(ref _databases)}";
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var command = source.CreateCommand($"create database {name}{(template is null ? "" : $" template {template}")}");
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    private string ConnectionString(string database) => $"Host={_folder};Username=postgres;Database={database}";

    private static async Task<PostgresServer> StartAsync()
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/tmp" };
        // The server refuses to run as root; root may become the package's user, anybody else runs it as himself.
        string[] words = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", "sh"] : ["sh"];
        start.FileName = words[0];
        foreach (var word in words[1..].Concat(["-c", Supervisor, "supervisor", FindBin()!])) start.ArgumentList.Add(word);
        var supervisor = Process.Start(start)!;

        var output = new List<string>();
        while (await supervisor.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("READY ", StringComparison.Ordinal)) return new PostgresServer(line["READY ".Length..], supervisor);
            output.Add(line);
        }

        throw new InvalidOperationException($"PostgreSQL did not start: {string.Join('\n', output)} {await supervisor.StandardError.ReadToEndAsync()}");
    }

    private static string? FindBin()
    {
        IEnumerable<string> candidates =
        [
            Environment.GetEnvironmentVariable("PG_BIN") ?? "",
            .. Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => $"{version}/bin") : [],
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'),
        ];
        return candidates.FirstOrDefault(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, "initdb")));
    }
}
