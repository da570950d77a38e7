using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;

namespace Alur.Host.Tests.Tickets;

public sealed class TaskLifecycleTests
{
    // One row a trigger, one column a state: Open, Claimed, Completed, Cancelled. A dash cannot happen.
    private const string Table = """
        Claim     Claimed    -          -     -
        Release   -          Open       -     -
        Assign    Claimed    Claimed    -     -
        Complete  Completed  Completed  -     -
        Cancel    Cancelled  Cancelled  -     -
        Reopen    -          -          Open  Open
        """;

    [Fact]
    public void Every_cell_is_as_the_table_says()
    {
        var states = Enum.GetValues<TaskState>();
        var cells = new Dictionary<(TaskTrigger, TaskState), TaskState?>();
        foreach (var line in Table.Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < states.Length; i++)
                cells.Add((Enum.Parse<TaskTrigger>(words[0]), states[i]), words[i + 1] == "-" ? null : Enum.Parse<TaskState>(words[i + 1]));
        }
        cells.Count.ShouldBe(states.Length * Enum.GetValues<TaskTrigger>().Length, "because each trigger needs its row");
        foreach (var ((trigger, from), expected) in cells)
            TaskLifecycle.Next(from, trigger).ShouldBe(expected, $"{trigger} from {from}");
    }
}
