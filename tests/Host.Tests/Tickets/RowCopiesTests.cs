using System.Reflection;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;

namespace Alur.Host.Tests.Tickets;

public sealed class RowCopiesTests
{
    [Fact]
    public void A_copy_of_a_ticket_has_every_property() => ShouldCopy(Filled<TicketRow>(), row => row.Copy());

    [Fact]
    public void A_copy_of_a_task_has_every_property() => ShouldCopy(Filled<TaskRow>(), row => row.Copy());

    private static void ShouldCopy<T>(T row, Func<T, T> copy)
        where T : class
    {
        var made = copy(row);
        made.ShouldNotBeSameAs(row);
        foreach (var property in typeof(T).GetProperties())
            property.GetValue(made).ShouldBe(property.GetValue(row), property.Name);
    }

    /// <summary>A row in which no property has the value that a new one has.</summary>
    private static T Filled<T>()
    {
        var row = Activator.CreateInstance<T>();
        var number = 1;
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            object value = type switch
            {
                _ when type == typeof(string) => $"nilai {number}",
                _ when type == typeof(int) => number,
                _ when type == typeof(bool) => true,
                _ when type == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch.AddDays(number),
                _ when type.IsEnum => Enum.GetValues(type).GetValue(1)!,
                _ => throw new NotSupportedException(type.Name),
            };
            property.SetValue(row, value);
            number++;
        }
        return row;
    }
}
