using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Host.Refusals;
using Alur.Host.Storage.Rows;
using Alur.Host.Texts;
using Alur.Workflows.Flow;
using Alur.Workflows.Instances;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Tickets;

/// <summary>Completing a task: the one way, whatever the name of the endpoint.</summary>
internal static class Completion
{
    /// <summary>Completes the task with an outcome and data.</summary>
    /// <param name="draft">The ticket.</param>
    /// <param name="task">The task; if nobody holds it, the actor takes it by this.</param>
    /// <param name="outcome">The outcome; null when the step has but one.</param>
    /// <param name="data">The data; anything but an object counts as none.</param>
    /// <param name="fieldPrefix">What a field is called in the caller's body, before its name.</param>
    /// <param name="priorities">The office's priorities.</param>
    public static Refusal? Decide(TicketDraft draft, TaskRow task, string? outcome, JsonElement data, string fieldPrefix, IReadOnlyList<string> priorities)
    {
        if (TicketAccess.WhyNotDo(draft.Actor, task, draft.Ticket) is { } notAllowed)
            return notAllowed;
        if (TaskGuard.WhyNotMine(draft.Actor, task) is { } notMine)
            return notMine;
        if (SeparationOfDuties.WhyNotConfirm(draft, task) is { } conflicted)
            return conflicted;

        var step = draft.Procedure.Steps[task.ActivityId];
        if (Offered(draft, task) is not { } offered)
            return new Refusal.WrongState(TaskGuard.NameOf(task), T("sedang menunggu"), T("terhenti karena insiden"));
        outcome ??= offered.Count == 1 ? offered[0] : null;
        if (outcome is null || !offered.Contains(outcome))
            return new Refusal.Invalid("outcome", step.Choices(offered));

        data = Declared(step, outcome, data);
        if (WhyBadPriority(step, outcome, data, priorities) is { } advice)
            return new Refusal.Invalid(fieldPrefix + "priority", advice);
        if (WhyTooLong(step, outcome, data, fieldPrefix) is { } tooLong)
            return tooLong;
        if (draft.Advance(new Stimulus.Answer(task.ActivityId, task.Visit, outcome, data)) is { } refusal)
            return refusal is Refusal.Invalid invalid ? Prefixed(invalid, fieldPrefix) : refusal;
        AnswerRecords.Write(draft, task, step, outcome, data);
        return null;
    }

    /// <summary>The outcomes the step offers; null when it does not wait.</summary>
    public static IReadOnlyList<string>? Offered(TicketDraft draft, TaskRow task) => Offered(draft.State, task);

    /// <summary>The outcomes the step offers; null when it does not wait.</summary>
    public static IReadOnlyList<string>? Offered(InstanceState state, TaskRow task)
    {
        foreach (var visit in state.Visits)
        {
            if (visit.Activity == task.ActivityId && visit.Number == task.Visit && visit.Bookmark is TaskBookmark bookmark)
                return bookmark.Offer.Answers;
        }
        return null;
    }

    /// <summary>Only the fields that the answer declares, so that nothing unchecked is kept for ever; all of them when it declares none.</summary>
    private static JsonElement Declared(Step step, string outcome, JsonElement data)
    {
        if (step.FieldsOf(outcome) is not { } fields)
            return data.ValueKind == JsonValueKind.Undefined ? Values.Null : data;
        if (data.ValueKind != JsonValueKind.Object || fields.IsEmpty)
            return Values.Null;
        var known = 0;
        foreach (var field in fields)
            known += data.TryGetProperty(field.Name, out _) ? 1 : 0;
        if (known == data.GetPropertyCount())
            return data;
        var kept = new JsonObject();
        foreach (var field in fields)
        {
            if (data.TryGetProperty(field.Name, out var value))
                kept[field.Name] = JsonNode.Parse(value.GetRawText());
        }
        return Values.Parse(kept.ToJsonString());
    }

    private static string? WhyBadPriority(Step step, string outcome, JsonElement data, IReadOnlyList<string> priorities) =>
        step.FieldsOf(outcome)?.Any(field => field.Name == "priority") == true && AnswerRecords.TextOf(data, "priority") is { } priority
            ? Priorities.WhyBad(priority, priorities)
            : null;

    // The step's own check says the same with numbers in it, in Indonesian only.
    private static Refusal.Invalid? WhyTooLong(Step step, string outcome, JsonElement data, string prefix)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var field in step.FieldsOf(outcome) ?? [])
        {
            if (field.TooLong(data) is { } length)
                errors[prefix + field.Name] = [T("Persingkat menjadi paling banyak {0} karakter; sekarang {1}.", field.Maximum.ToString("N0", Languages.Forms), length.ToString("N0", Languages.Forms))];
        }
        return errors.Count == 0 ? null : new Refusal.Invalid(errors);
    }

    private static Refusal.Invalid Prefixed(Refusal.Invalid invalid, string prefix) => prefix.Length == 0
        ? invalid
        : new Refusal.Invalid(invalid.Fields.ToDictionary(field => prefix + field.Key, field => field.Value, StringComparer.Ordinal));
}
