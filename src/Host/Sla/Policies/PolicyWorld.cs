using System.Text.Json.Nodes;
using Alur.Activities.Sop011;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Storage.Definitions;
using Alur.Host.Tickets;
using Alur.Workflows.Definitions;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Sla.Policies;

/// <summary>A step that a policy may speak of.</summary>
/// <param name="Definition">Its definition.</param>
/// <param name="Id">The activity's id.</param>
/// <param name="Role">Its actor; null when an expression decides.</param>
/// <param name="StandardSeconds">Its own standard time; null when it has none.</param>
/// <param name="IsTimeOpen">True when an expression decides its time, so that it is not known here.</param>
/// <param name="Name">Its number, where it has one, and its text: what people know it by.</param>
public sealed record PolicyStep(string Definition, string Id, string? Role, int? StandardSeconds, bool IsTimeOpen, string Name);

/// <summary>What a policy can refer to: the published steps, the priorities and the people.</summary>
/// <param name="Steps">The steps of all published definitions.</param>
/// <param name="Priorities">The office's priorities, highest first.</param>
/// <param name="People">Active people among those that the policy names, with their roles.</param>
public sealed record PolicyWorld(IReadOnlyList<PolicyStep> Steps, IReadOnlyList<string> Priorities, IReadOnlyDictionary<string, IReadOnlySet<string>> People)
{
    /// <summary>The steps of a definition.</summary>
    /// <param name="workflow">The published version.</param>
    public static IEnumerable<PolicyStep> StepsOf(CompiledWorkflow workflow)
    {
        foreach (var activity in workflow.Activities)
        {
            if (activity.Type is not HumanStep) continue;
            var (time, isOpen) = Literal(activity.Json["waktu"]);
            var seconds = TimeSpan.TryParse(time, System.Globalization.CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.FromSeconds(1)
                ? (int?)Math.Min((long)span.TotalSeconds, (long)Calendars.WorkingCalendar.Longest.TotalSeconds)
                : null;
            var step = Step.Of(activity);
            yield return new(
                workflow.DefinitionId, activity.Id, Literal(activity.Json["pelaksana"]).Value, seconds, isOpen, step.Number is { } number ? $"{number}. {step.Title}" : step.Title);
        }
    }

    private static (string? Value, bool IsOpen) Literal(JsonNode? input)
    {
        if (input is not JsonObject { } wrapped || wrapped["expression"] is not JsonObject expression) return (null, false);
        var isLiteral = expression["type"] is not JsonValue type || (type.TryGetValue(out string? name) && name == "Literal");
        return isLiteral && expression["value"] is JsonValue value && value.TryGetValue(out string? text) ? (text, false) : (null, !isLiteral);
    }
}

/// <summary>Reads what a policy can refer to.</summary>
/// <param name="contexts">Reads.</param>
/// <param name="definitions">Compiled definitions.</param>
/// <param name="priorities">The office's priorities.</param>
/// <param name="accounts">The people.</param>
public sealed class PolicyWorlds(IDbContextFactory<AlurDb> contexts, IDefinitionStore definitions, Priorities priorities, AccountDirectory accounts)
{
    /// <summary>What a policy can refer to now.</summary>
    /// <param name="policy">The policy; the people whom it names are looked up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PolicyWorld> ReadAsync(SlaPolicy policy, CancellationToken cancellationToken)
    {
        List<string> published;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            published = await db.Definitions.AsNoTracking().Where(d => d.IsPublished).Select(d => d.DefinitionId).ToListAsync(cancellationToken);
        var steps = new List<PolicyStep>();
        foreach (var id in published)
            if (await definitions.FindPublishedAsync(id, cancellationToken) is { } workflow) steps.AddRange(PolicyWorld.StepsOf(workflow));

        var people = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var id in Named(policy).Where(id => id.Length is > 0 and <= 64).Distinct(StringComparer.Ordinal).Take(200))
            if (await accounts.FindActiveAsync(id, cancellationToken) is { } account) people[id] = account.Actor.Roles;
        return new(steps, await priorities.ListAsync(cancellationToken), people);
    }

    private static IEnumerable<string> Named(SlaPolicy policy) =>
        from rule in policy.Rules
        from level in rule.Escalations ?? []
        from action in level.Actions
        let id = action.Do == "assign" ? action.To : action.Who?.StartsWith("user:", StringComparison.Ordinal) == true ? action.Who[5..] : null
        where id is not null
        select id;
}
