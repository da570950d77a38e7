using Alur.Host.Storage.Commit;

namespace Alur.Bench;

/// <summary>A database with the host's schema and nothing of the host around it.</summary>
internal interface IRawDatabase : IAsyncDisposable
{
    /// <summary>Writes recorded sets, each client's in its own order, and measures it as the steps of a round.</summary>
    /// <param name="sets">The sets of each client.</param>
    /// <param name="measured">False for sets that only prepare the round.</param>
    Task<Round> ReplayAsync(IReadOnlyList<IReadOnlyList<WriteSet>> sets, bool measured);

    /// <summary>Runs one statement.</summary>
    Task ExecuteAsync(string sql);

    /// <summary>Asks the same again and again on one connection, prepared, and measures each answer.</summary>
    Task<Round> AskAsync(string sql, int times);
}
