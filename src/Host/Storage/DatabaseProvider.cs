namespace Alur.Host.Storage;

/// <summary>The two databases Alur runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>One file, embedded.</summary>
    Sqlite,

    /// <summary>A server, for several hosts.</summary>
    Postgres,
}
