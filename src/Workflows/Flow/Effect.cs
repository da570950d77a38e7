using System.Text.Json;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>How a visit that had a task or timer ended.</summary>
public enum CloseReason
{
    /// <summary>Answered.</summary>
    Completed,

    /// <summary>Cancelled with its scope or by a race.</summary>
    Cancelled,

    /// <summary>Faulted.</summary>
    Faulted,
}

/// <summary>What the world must do because of a step; carried out or recorded in the step's own transaction. A closed set.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>Somebody has something to do.</summary>
    public sealed record TaskOpened(string ActivityId, int Visit, TaskOffer Offer) : Effect;

    /// <summary>That is over.</summary>
    public sealed record TaskClosed(string ActivityId, int Visit, CloseReason Reason, string? Outcome) : Effect;

    /// <summary>A visit wants to be woken.</summary>
    public sealed record TimerSet(string ActivityId, int Visit, DateTimeOffset DueAt) : Effect;

    /// <summary>It no longer does.</summary>
    public sealed record TimerCleared(string ActivityId, int Visit) : Effect;

    /// <summary>A migration gave an activity another id: what is kept about its visits goes by the new one.</summary>
    /// <param name="From">The id so far.</param>
    /// <param name="To">The id from now on.</param>
    public sealed record ActivityRenamed(string From, string To) : Effect;

    /// <summary>An open task is offered as another version of the definition says.</summary>
    /// <param name="ActivityId">The activity, by its new id.</param>
    /// <param name="Visit">Its visit.</param>
    /// <param name="Offer">What the person is asked now.</param>
    /// <param name="RenewsTimes">Whether its times are worked out again, from the moment the task opened.</param>
    public sealed record TaskMoved(string ActivityId, int Visit, TaskOffer Offer, bool RenewsTimes) : Effect;

    /// <summary>An activity tells the world something, through the outbox.</summary>
    /// <param name="ActivityId">Who says it.</param>
    /// <param name="Visit">In which visit.</param>
    /// <param name="Kind">What kind of message.</param>
    /// <param name="Payload">Its content.</param>
    public sealed record Announced(string ActivityId, int Visit, string Kind, JsonElement Payload) : Effect;
}
