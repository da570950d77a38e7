using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Alur.Workflows.Instances;

/// <summary>What a visit waits for. A closed set.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TaskBookmark), "task")]
[JsonDerivedType(typeof(TimerBookmark), "timer")]
[JsonDerivedType(typeof(EventBookmark), "event")]
public abstract record Bookmark;

/// <summary>Waits for a person.</summary>
public sealed record TaskBookmark(TaskOffer Offer) : Bookmark;

/// <summary>Waits for a moment.</summary>
public sealed record TimerBookmark(DateTimeOffset DueAt) : Bookmark;

/// <summary>Waits for a named event.</summary>
public sealed record EventBookmark(string EventName) : Bookmark;

/// <summary>What a person is asked to do.</summary>
/// <param name="Role">Who may do it, such as <c>Helpdesk</c>.</param>
/// <param name="StandardTime">The SOP's standard time (waktu) in working time; null when the SOP gives none.</param>
/// <param name="Answers">The outcomes that may be chosen.</param>
/// <param name="Title">What to call the task; null for the activity's display text.</param>
public sealed record TaskOffer(string Role, TimeSpan? StandardTime, ImmutableArray<string> Answers, string? Title = null)
{
    /// <inheritdoc/>
    public bool Equals(TaskOffer? other) => other is not null && Role == other.Role && StandardTime == other.StandardTime && Title == other.Title && Answers.SequenceEqual(other.Answers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Role, StandardTime, Title, Answers.Length);
}
