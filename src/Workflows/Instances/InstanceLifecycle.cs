namespace Alur.Workflows.Instances;

/// <summary>What can happen to an instance as a whole.</summary>
public enum InstanceTrigger
{
    /// <summary>It makes a step.</summary>
    Advance,

    /// <summary>Its root is done.</summary>
    Finish,

    /// <summary>It is cancelled.</summary>
    Cancel,
}

/// <summary>The life of an instance, as a table. Finished and Cancelled are final.</summary>
public static class InstanceLifecycle
{
    /// <summary>The status after a trigger; null when that cannot happen.</summary>
    public static InstanceStatus? Next(InstanceStatus from, InstanceTrigger trigger) => (from, trigger) switch
    {
        (InstanceStatus.Running, InstanceTrigger.Advance) => InstanceStatus.Running,
        (InstanceStatus.Running, InstanceTrigger.Finish) => InstanceStatus.Finished,
        (InstanceStatus.Running, InstanceTrigger.Cancel) => InstanceStatus.Cancelled,
        _ => null,
    };
}
