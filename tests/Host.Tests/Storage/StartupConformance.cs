using System.Xml.Linq;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Startup;
using Alur.Host.Storage.Writes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Alur.Host.Tests.Storage;

/// <summary>What happens before a host serves: migrations, their lock, and the keys of sign-ins, on both databases.</summary>
public abstract class StartupConformance(ITestDatabases databases) : Conformance(databases)
{
    [Fact]
    public async Task The_migrations_make_the_model_that_the_program_has()
    {
        await using var db = Host.Open();
        db.Database.HasPendingModelChanges().ShouldBeFalse("because the model was changed without a migration for both databases");
        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Hosts_that_start_together_on_an_empty_database_all_come_up()
    {
        var database = await Databases.NewAsync();
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var host = StorageHost.Unprepared(database);
            await host.Get<DatabaseMigrator>().MigrateAsync(DatabaseMigrator.Patience, CancellationToken.None);
            return host;
        })));
        foreach (var host in hosts)
        {
            await using (var db = host.Open()) (await db.Tickets.AnyAsync()).ShouldBeFalse();
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_start_waits_for_a_host_that_is_migrating_but_not_for_ever()
    {
        var database = await Databases.NewAsync();
        await using var first = StorageHost.Unprepared(database);
        await using var second = StorageHost.Unprepared(database);
        await using (await first.Get<IMigrationLock>().TakeAsync(TimeSpan.FromSeconds(10), CancellationToken.None))
        {
            await Should.ThrowAsync<TimeoutException>(() => second.Get<DatabaseMigrator>().MigrateAsync(TimeSpan.FromMilliseconds(300), CancellationToken.None));
        }

        await second.Get<DatabaseMigrator>().MigrateAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
        await using var db = second.Open();
        (await db.Tickets.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await using (var db = Host.Open())
            await db.Database.ExecuteSqlRawAsync("""insert into "__EFMigrationsHistory" ("MigrationId", "ProductVersion") values ('99990101000000_Future', '99')""");
        (await Should.ThrowAsync<InvalidOperationException>(() => StartHostAsync())).Message.ShouldContain("99990101000000_Future");
    }

    [Fact]
    public async Task What_had_come_to_a_role_before_its_list_was_kept_is_in_the_list()
    {
        await using var host = StorageHost.Unprepared(await Databases.NewAsync());
        await using var db = host.Open();
        await db.GetService<IMigrator>().MigrateAsync("OpenWork");
        db.Definitions.Add(Samples.Definition());
        await db.SaveChangesAsync();
        await host.AddTicketAsync("came");
        await host.AddTicketAsync("never");
        var (at, closed) = (Samples.Task("came", 2), Samples.Ticket("came"));
        (at.Role, closed.Status) = ("Lkpp", TicketStatus.Closed);
        await host.CommittedAsync(TaskWrites.Open(Samples.Task("came")), TaskWrites.Open(at), TaskWrites.Open(Samples.Task("never")), TicketWrites.Update(closed));

        await host.Get<DatabaseMigrator>().MigrateAsync(DatabaseMigrator.Patience, CancellationToken.None);
        var row = await db.TicketRoles.AsNoTracking().SingleAsync();
        (row.TicketId, row.Role, row.Status, row.OpenedAt).ShouldBe(("came", "Lkpp", TicketStatus.Closed, Samples.Noon));
    }

    [Fact]
    public async Task What_one_host_protected_another_reads_after_a_restart()
    {
        var secret = Host.Get<IDataProtectionProvider>().CreateProtector("sign-in").Protect("siti");
        await Host.DisposeAsync();
        var second = await StartHostAsync();
        second.Get<IDataProtectionProvider>().CreateProtector("sign-in").Unprotect(secret).ShouldBe("siti");
        await using var db = second.Open();
        XElement.Parse((await db.ProtectionKeys.SingleAsync()).Xml).Name.LocalName.ShouldBe("key");
    }
}

public sealed class SqliteStartupTests() : StartupConformance(new SqliteDatabases())
{
    [Fact]
    public async Task The_lock_row_that_a_killed_host_left_behind_does_not_keep_the_next_from_starting()
    {
        var database = await Databases.NewAsync();
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={database};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            // EF's own table and row, as its first migration leaves them when it is cut off.
            command.CommandText = """
                create table "__EFMigrationsLock" ("Id" integer not null constraint "PK___EFMigrationsLock" primary key, "Timestamp" text not null);
                insert into "__EFMigrationsLock" values (1, '2026-01-01 00:00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var host = StorageHost.Unprepared(database);
        await host.Get<DatabaseMigrator>().MigrateAsync(TimeSpan.FromSeconds(10), patience.Token);
        await using var db = host.Open();
        (await db.Tickets.AnyAsync(patience.Token)).ShouldBeFalse();
    }
}

public sealed class PostgresStartupTests() : StartupConformance(new PostgresDatabases());
