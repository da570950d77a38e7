using Alur.Activities.Sop011;
using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features;

/// <summary>A task as the API shows it.</summary>
public sealed record TaskView
{
    /// <summary>Identity, 32 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Its ticket.</summary>
    public required string TicketId { get; init; }

    /// <summary>The ticket's number.</summary>
    public required string TicketNumber { get; init; }

    /// <summary>The ticket's title.</summary>
    public required string TicketTitle { get; init; }

    /// <summary>True when the ticket is a trial of a process.</summary>
    public bool IsTest { get; init; }

    /// <summary>The ticket's revision, for <c>If-Match</c>.</summary>
    public long? Revision { get; init; }

    /// <summary>Id of the step in the definition.</summary>
    public required string ActivityId { get; init; }

    /// <summary>How often the ticket has come to this step, this time included.</summary>
    public required int Visit { get; init; }

    /// <summary>Number of the step on the SOP sheet.</summary>
    public int? StepNo { get; init; }

    /// <summary>The step.</summary>
    public required string Title { get; init; }

    /// <summary>Whose step it is.</summary>
    public required string Role { get; init; }

    /// <summary><c>Open</c>, <c>Claimed</c>, <c>Completed</c> or <c>Cancelled</c>.</summary>
    public required string State { get; init; }

    /// <summary>Who holds it or did it.</summary>
    public string? AssigneeId { get; init; }

    /// <summary>That person's name.</summary>
    public string? AssigneeName { get; init; }

    /// <summary>The ticket's priority.</summary>
    public string? Priority { get; init; }

    /// <summary>When the step began to wait.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When its holder took it.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The outcome it was completed with.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it must be done, by working time; null when the step has no standard time.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Since when its time stands; null while it runs.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Working time that it took, in seconds, without its pauses; null while it is open.</summary>
    public int? UsedSeconds { get; init; }

    /// <summary>When its holder was warned.</summary>
    public DateTimeOffset? WarnedAt { get; init; }

    /// <summary>When it was found late.</summary>
    public DateTimeOffset? BreachedAt { get; init; }

    /// <summary>When somebody said that he has seen to its being late.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Who said so.</summary>
    public string? AcknowledgedByName { get; init; }

    /// <summary>How it can be completed; null where not asked for and when it is over.</summary>
    public IReadOnlyList<AnswerView>? Answers { get; init; }

    /// <summary>A task of a ticket at hand.</summary>
    public static TaskView Of(TicketCase ticket, TaskRow task, bool withAnswers) => Of(task, ticket.Ticket.Number, ticket.Ticket.Title, ticket.Ticket.IsTest) with
    {
        Revision = ticket.Revision,
        Answers = withAnswers && Completion.Offered(ticket.State, task) is { } offered
            ? [.. offered.Select(outcome => AnswerView.Of(ticket.Procedure.Steps[task.ActivityId], outcome))]
            : null,
    };

    /// <summary>A task in a list.</summary>
    public static TaskView Of(TaskRow task, string ticketNumber, string ticketTitle, bool isTest) => new()
    {
        Id = task.Id,
        TicketId = task.InstanceId,
        TicketNumber = ticketNumber,
        TicketTitle = ticketTitle,
        IsTest = isTest,
        ActivityId = task.ActivityId,
        Visit = task.Visit,
        StepNo = task.StepNo,
        Title = task.Title,
        Role = task.Role,
        State = task.State.ToString(),
        AssigneeId = task.AssigneeId,
        AssigneeName = task.AssigneeName,
        Priority = task.Priority,
        OpenedAt = task.OpenedAt,
        ClaimedAt = task.ClaimedAt,
        CompletedAt = task.CompletedAt,
        Outcome = task.Outcome,
        DueAt = task.DueAt,
        PausedAt = task.PausedAt,
        UsedSeconds = task.UsedSeconds,
        WarnedAt = task.WarnedAt,
        BreachedAt = task.BreachedAt,
        AcknowledgedAt = task.AcknowledgedAt,
        AcknowledgedByName = task.AcknowledgedByName,
    };
}

/// <summary>One way to complete a task.</summary>
/// <param name="Outcome">What to send as <c>outcome</c>.</param>
/// <param name="Label">What it means, for a button.</param>
/// <param name="Fields">The data that go with it.</param>
public sealed record AnswerView(string Outcome, string Label, IReadOnlyList<FieldView> Fields)
{
    internal static AnswerView Of(Step step, string outcome) => new(
        outcome, T(step.LabelOf(outcome)), [.. (step.FieldsOf(outcome) ?? []).Select(FieldView.Of)]);
}

/// <summary>A field of the data of an answer.</summary>
/// <param name="Name">Its name in <c>data</c>.</param>
/// <param name="Label">Its label.</param>
/// <param name="Kind"><c>Line</c>, <c>Text</c> or <c>WholeNumber</c>.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="Minimum">The least number.</param>
/// <param name="Maximum">Most characters, or the greatest number.</param>
public sealed record FieldView(string Name, string Label, string Kind, bool IsRequired, int Minimum, int Maximum)
{
    internal static FieldView Of(AnswerField field) => new(field.Name, T(field.Label), field.Kind.ToString(), field.IsRequired, field.Minimum, field.Maximum);
}
