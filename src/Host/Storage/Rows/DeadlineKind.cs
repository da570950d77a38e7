namespace Alur.Host.Storage.Rows;

/// <summary>What a deadline does when it falls due.</summary>
public enum DeadlineKind
{
    /// <summary>Reminds the actor before the time is up.</summary>
    Warning,

    /// <summary>Marks the task late and escalates it.</summary>
    Breach,

    /// <summary>Takes the actions of a level of the policy's escalation.</summary>
    Escalation,

    /// <summary>Reminds the reporter that a step waits for him.</summary>
    Reminder,

    /// <summary>Ends a ticket whose reporter has not answered.</summary>
    AutoClose,
}
