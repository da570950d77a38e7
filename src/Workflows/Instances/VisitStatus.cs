using System.Text.Json.Serialization;

namespace Alur.Workflows.Instances;

/// <summary>What a visit of an activity does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VisitStatus>))]
public enum VisitStatus
{
    /// <summary>It runs, or a scope inside it does.</summary>
    Running,

    /// <summary>It waits for an answer, an event or a moment.</summary>
    Waiting,

    /// <summary>It has an open incident.</summary>
    Faulted,

    /// <summary>It is over, with an outcome.</summary>
    Completed,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}

/// <summary>What can happen to a visit.</summary>
public enum VisitTrigger
{
    /// <summary>It says that it waits.</summary>
    Wait,

    /// <summary>It ends with outcomes.</summary>
    Complete,

    /// <summary>It cannot go on.</summary>
    Fault,

    /// <summary>It goes on after an answer, or is tried again.</summary>
    Resume,

    /// <summary>It is cancelled.</summary>
    Cancel,
}

/// <summary>The life of a visit, as a table. Completed and Cancelled are final.</summary>
public static class VisitLifecycle
{
    /// <summary>The status after a trigger; null when that cannot happen.</summary>
    public static VisitStatus? Next(VisitStatus from, VisitTrigger trigger) => (from, trigger) switch
    {
        (VisitStatus.Running, VisitTrigger.Wait) => VisitStatus.Waiting,
        (VisitStatus.Running, VisitTrigger.Complete) => VisitStatus.Completed,
        (VisitStatus.Running, VisitTrigger.Fault) => VisitStatus.Faulted,
        (VisitStatus.Running, VisitTrigger.Cancel) => VisitStatus.Cancelled,
        (VisitStatus.Waiting, VisitTrigger.Complete) => VisitStatus.Completed,
        (VisitStatus.Waiting, VisitTrigger.Fault) => VisitStatus.Faulted,
        (VisitStatus.Waiting, VisitTrigger.Resume) => VisitStatus.Running,
        (VisitStatus.Waiting, VisitTrigger.Cancel) => VisitStatus.Cancelled,
        (VisitStatus.Faulted, VisitTrigger.Resume) => VisitStatus.Running,
        (VisitStatus.Faulted, VisitTrigger.Complete) => VisitStatus.Completed,
        (VisitStatus.Faulted, VisitTrigger.Cancel) => VisitStatus.Cancelled,
        _ => null,
    };
}
