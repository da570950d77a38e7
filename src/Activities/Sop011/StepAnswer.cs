using System.Collections.Immutable;

namespace Alur.Activities.Sop011;

/// <summary>One way in which a person can answer a step.</summary>
/// <param name="Outcome">The outcome that a caller sends, such as <c>Y</c>.</param>
/// <param name="Label">What the button says.</param>
/// <param name="Fields">The data that go with it.</param>
public sealed record StepAnswer(string Outcome, string Label, params ImmutableArray<AnswerField> Fields);
