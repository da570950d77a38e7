using Alur.Host.Storage.Rows;

namespace Alur.Host.Sla.Policies;

/// <summary>What a policy says of one step, or one clock, of one ticket, every rule considered.</summary>
/// <param name="StandardSeconds">Working time in place of the definition's; null when the definition's counts.</param>
/// <param name="Warnings">When the holder is warned.</param>
/// <param name="Escalations">The levels after and beside the breach.</param>
public sealed record StepPolicy(int? StandardSeconds, IReadOnlyList<PolicyOffset> Warnings, IReadOnlyList<PolicyLevel> Escalations)
{
    /// <summary>The warnings while no rule says otherwise: one, after 80 % of the time.</summary>
    public static IReadOnlyList<PolicyOffset> UsualWarnings { get; } = [new(80, 0)];

    /// <summary>What a policy without rules says.</summary>
    public static StepPolicy Usual { get; } = new(null, UsualWarnings, []);

    /// <summary>The rule that decides each part; null where none does.</summary>
    internal (PolicyRule? Time, PolicyRule? Warnings, PolicyRule? Escalations) By { get; init; }

    /// <summary>False when the policy lets the step's time not be watched, whatever the definition says.</summary>
    public bool IsWatched { get; private init; } = true;

    /// <summary>Works out what a policy says of a step.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="definition">The ticket's definition.</param>
    /// <param name="step">The activity's id.</param>
    /// <param name="priority">The ticket's priority; null while it has none.</param>
    public static StepPolicy Of(SlaPolicy policy, string? definition, string step, string? priority)
    {
        var isWatched = policy.RunsStepTime(definition, step);
        if (policy.Rules.Count == 0 && isWatched) return Usual;
        return Of(policy.Rules.Where(rule => rule.Matches(definition, step, priority))) with { IsWatched = isWatched };
    }

    /// <summary>Works out what a policy says of a clock of a ticket.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="definition">The ticket's definition.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="priority">The ticket's priority; null while it has none.</param>
    public static StepPolicy Of(SlaPolicy policy, string? definition, ClockKind clock, string? priority) => policy.HasClockRules
        ? Of(policy.Rules.Where(rule => rule.MatchesClock(definition, PolicyClocks.NameOf(clock), priority)))
        : Usual;

    private static StepPolicy Of(IEnumerable<PolicyRule> matching)
    {
        PolicyRule? time = null, warnings = null, escalations = null;
        // The order is stable, so that of equally specific rules the first counts.
        foreach (var rule in matching.OrderByDescending(rule => rule.Specificity))
        {
            if (rule.StandardTime is not null) time ??= rule;
            if (rule.Warnings is not null) warnings ??= rule;
            if (rule.Escalations is not null) escalations ??= rule;
        }
        return new(time?.StandardSeconds, warnings?.Warnings ?? UsualWarnings, escalations?.Escalations ?? []) { By = (time, warnings, escalations) };
    }
}
