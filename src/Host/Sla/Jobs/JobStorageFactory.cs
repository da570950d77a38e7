using System.Security.Cryptography;
using Alur.Host.Storage;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;

namespace Alur.Host.Sla.Jobs;

/// <summary>Where jobs are kept: in memory beside the embedded database (the rows rebuild what is lost), on the server for several hosts.</summary>
internal static class JobStorageFactory
{
    public static JobStorage Make(DatabaseTarget target)
    {
        if (target.Provider == DatabaseProvider.Sqlite)
            return new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromDays(1), IdType = InMemoryStorageIdType.Long });

        var options = new PostgreSqlStorageOptions
        {
            SchemaName = "hangfire",
            PrepareSchemaIfNecessary = true,
            QueuePollInterval = TimeSpan.FromSeconds(1),
            EnableLongPolling = true,
            // A job is only taken over when its worker stopped renewing: a fixed time shorter than a job would run it twice.
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = TimeSpan.FromSeconds(30),
        };
        // A pool of its own: Hangfire listens on its connections, and ours are never reset. Pools are told apart by their text, so two hosts in one process need two names.
        var connection = new NpgsqlConnectionStringBuilder(target.ConnectionString)
        {
            NoResetOnClose = false, MaxAutoPrepare = 0, ApplicationName = "alur-jobs-" + RandomNumberGenerator.GetHexString(6, lowercase: true), MaxPoolSize = 20,
        };
        // Each job is some five commits, and losing one costs delay only: none of them waits for the disk.
        connection.Options = $"{connection.Options} -c synchronous_commit=off".Trim();
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection.ConnectionString, options), options);
    }
}
