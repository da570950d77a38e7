using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tests.Storage;

/// <summary>Deleting a trial leaves nothing behind that refers to it.</summary>
public sealed class TrialWriteTests
{
    [Fact]
    public void Every_table_that_refers_to_an_instance_is_emptied_of_it()
    {
        using var db = new SqliteAlurDb(new DbContextOptionsBuilder<SqliteAlurDb>().UseSqlite("Data Source=:memory:").Options);
        Type[] roots = [typeof(InstanceRow), typeof(TicketRow), typeof(TaskRow)];
        var tables = db.Model.GetEntityTypes()
            .Where(entity => roots.Contains(entity.ClrType) || entity.GetForeignKeys().Any(foreign => roots.Contains(foreign.PrincipalEntityType.ClrType)))
            .Select(entity => entity.GetTableName()!).ToList();
        tables.ShouldContain("events");
        var statements = TrialWrites.Delete("id", 1, "version").Select(write => write.Sql).ToList();
        foreach (var table in tables)
            statements.ShouldContain(sql => sql.StartsWith($"delete from {table} where", StringComparison.Ordinal), $"because rows of {table} refer to a trial");
        statements.Where(sql => sql.StartsWith("delete from", StringComparison.Ordinal) && !sql.StartsWith("delete from instances", StringComparison.Ordinal)
            && !sql.StartsWith("delete from definitions", StringComparison.Ordinal)).ShouldAllBe(sql => sql.Contains("is_test", StringComparison.Ordinal));
    }
}
