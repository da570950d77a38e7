using Alur.Workflows.Instances;

namespace Alur.Workflows.Tests.Instances;

/// <summary>The lifecycle tables, cell by cell: what is not listed cannot happen.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public void Visit()
    {
        var expected = new Dictionary<(VisitStatus, VisitTrigger), VisitStatus>
        {
            [(VisitStatus.Running, VisitTrigger.Wait)] = VisitStatus.Waiting,
            [(VisitStatus.Running, VisitTrigger.Complete)] = VisitStatus.Completed,
            [(VisitStatus.Running, VisitTrigger.Fault)] = VisitStatus.Faulted,
            [(VisitStatus.Running, VisitTrigger.Cancel)] = VisitStatus.Cancelled,
            [(VisitStatus.Waiting, VisitTrigger.Complete)] = VisitStatus.Completed,
            [(VisitStatus.Waiting, VisitTrigger.Fault)] = VisitStatus.Faulted,
            [(VisitStatus.Waiting, VisitTrigger.Resume)] = VisitStatus.Running,
            [(VisitStatus.Waiting, VisitTrigger.Cancel)] = VisitStatus.Cancelled,
            [(VisitStatus.Faulted, VisitTrigger.Resume)] = VisitStatus.Running,
            [(VisitStatus.Faulted, VisitTrigger.Complete)] = VisitStatus.Completed,
            [(VisitStatus.Faulted, VisitTrigger.Cancel)] = VisitStatus.Cancelled,
        };
        Check(expected, VisitLifecycle.Next);
    }

    [Fact]
    public void Instance()
    {
        var expected = new Dictionary<(InstanceStatus, InstanceTrigger), InstanceStatus>
        {
            [(InstanceStatus.Running, InstanceTrigger.Advance)] = InstanceStatus.Running,
            [(InstanceStatus.Running, InstanceTrigger.Finish)] = InstanceStatus.Finished,
            [(InstanceStatus.Running, InstanceTrigger.Cancel)] = InstanceStatus.Cancelled,
        };
        Check(expected, InstanceLifecycle.Next);
    }

    private static void Check<TStatus, TTrigger>(Dictionary<(TStatus, TTrigger), TStatus> expected, Func<TStatus, TTrigger, TStatus?> next)
        where TStatus : struct, Enum
        where TTrigger : struct, Enum
    {
        foreach (var status in Enum.GetValues<TStatus>())
        {
            foreach (var trigger in Enum.GetValues<TTrigger>())
            {
                TStatus? cell = expected.TryGetValue((status, trigger), out var to) ? to : null;
                next(status, trigger).ShouldBe(cell, $"{status} + {trigger}");
            }
        }
    }
}
