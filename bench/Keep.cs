using Alur.Rehearsal.Hosting;

namespace Alur.Bench;

/// <summary>Where filled databases lie. Filling one with a million tickets takes longer than measuring it: in a folder that stays it is filled once.</summary>
/// <param name="folder">The folder of this run, gone afterwards.</param>
/// <param name="kept">The folder that stays; null for none.</param>
internal sealed class Keep(string folder, string? kept)
{
    private string Place => kept is null ? folder : Directory.CreateDirectory(kept).FullName;

    /// <summary>The file of an embedded database.</summary>
    public string File(string name) => Path.Combine(Place, name + ".db");

    /// <summary>A cluster for databases on the server; null when this machine cannot run one.</summary>
    public Task<PostgresCluster?> ClusterAsync() => PostgresCluster.StartAsync(kept is null ? null : Path.Combine(Place, "postgres"));

    /// <summary>A database of the cluster, made if it is not there.</summary>
    public async Task<string> DatabaseAsync(PostgresCluster cluster, string name)
    {
        var found = cluster.ConnectionString(name);
        await OnceAsync("postgres-made-" + name, async () => found = await cluster.CreateDatabaseAsync(name));
        return found;
    }

    /// <summary>Does something with a database once, as long as it is kept.</summary>
    public async Task OnceAsync(string what, Func<Task> work)
    {
        var mark = Path.Combine(Place, what + ".done");
        if (System.IO.File.Exists(mark)) return;
        await work();
        await System.IO.File.WriteAllTextAsync(mark, "");
    }
}
