using System.Text.RegularExpressions;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Rows;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Alur.Host.Tests.Storage;

/// <summary>Most steps change little of a ticket and its instance, and then write only that: no index is touched for what stays.</summary>
public sealed partial class NarrowUpdateTests : IDisposable
{
    private readonly SqliteAlurDb _db = new(new DbContextOptionsBuilder<SqliteAlurDb>().UseSqlite("Data Source=:memory:").Options);

    public static TheoryData<string> Narrow => ["tickets", "instances"];

    [Theory]
    [MemberData(nameof(Narrow))]
    public void What_a_step_writes_that_only_moves_is_in_no_index(string table)
    {
        var write = table == "tickets" ? TicketWrites.Update(Samples.Ticket("t1"), Moved()) : InstanceWrites.Move(Samples.Instance("t1", 2), 1);
        var written = Named(write);
        written.ShouldContain(table == "tickets" ? "current_holder" : "state");
        foreach (var index in Entity(table).GetIndexes())
        {
            var columns = index.Properties.Select(property => property.GetColumnName()).Concat(Word().Matches(index.GetFilter() ?? "").Select(match => match.Value));
            columns.Intersect(written).ShouldBeEmpty($"because {index.GetDatabaseName()} would be written for every step");
        }
    }

    [Fact]
    public void Whatever_else_of_a_ticket_differs_is_written()
    {
        var position = Named(TicketWrites.Update(Samples.Ticket("t1"), Moved()));
        var others = Named(TicketWrites.Update(Samples.Ticket("t1"))).Except(position).ToList();
        others.Count.ShouldBeGreaterThan(20);
        foreach (var column in others)
        {
            var changed = Moved();
            var property = Entity("tickets").GetProperties().Single(p => p.GetColumnName() == column).PropertyInfo!;
            property.SetValue(changed, Another(property.PropertyType));
            var write = TicketWrites.Update(Samples.Ticket("t1"), changed);
            Named(write).ShouldContain(column);
            write.Args.ShouldBe(TicketWrites.Update(changed).Args);
        }
    }

    public void Dispose() => _db.Dispose();

    private static TicketRow Moved()
    {
        var ticket = Samples.Ticket("t1");
        (ticket.CurrentStep, ticket.CurrentStepNo, ticket.CurrentRole, ticket.CurrentHolder) = ("6", 6, "Helpdesk", "Andi");
        return ticket;
    }

    private static object Another(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => "other",
        var t when t == typeof(int) => 77,
        var t when t == typeof(DateTimeOffset) => Samples.Noon.AddMinutes(77),
        var t when t == typeof(TicketStatus) => TicketStatus.Cancelled,
        var t => throw new InvalidOperationException($"Expected a known type of column but it is {t}."),
    };

    private IEntityType Entity(string table) => _db.Model.GetEntityTypes().Single(entity => entity.GetTableName() == table);

    private static List<string> Named(Write write) => [.. Assigned().Matches(write.Sql[..write.Sql.IndexOf("where", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"(\w+) = \$")]
    private static partial Regex Assigned();

    [GeneratedRegex(@"[a-z_]+")]
    private static partial Regex Word();
}
