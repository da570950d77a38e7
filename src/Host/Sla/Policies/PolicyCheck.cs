using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage.Rows;

namespace Alur.Host.Sla.Policies;

/// <summary>
/// Finds every rule that refers to nothing, can never fire or is out of order. Order and firing are looked at for each step and priority as the rules together
/// decide them, since a percentage and a working time can only be compared in a known time.
/// </summary>
public static class PolicyCheck
{
    /// <summary>All problems of a policy in its world; none means that it may count.</summary>
    /// <param name="policy">The policy, well-formed.</param>
    /// <param name="world">What it can refer to.</param>
    public static IReadOnlyList<CalendarProblem> Problems(SlaPolicy policy, PolicyWorld world)
    {
        var problems = new List<CalendarProblem>();
        AddWaiting(policy.Waiting ?? PolicyWaiting.Usual, problems);
        for (var i = 0; i < (policy.SolutionPausedBy?.Count ?? 0); i++)
            if (!Roles.All.Contains(policy.SolutionPausedBy![i] ?? "")) problems.Add(new($"$.solutionPausedBy[{i}]", $"peran '{policy.SolutionPausedBy[i]}' tidak dikenal."));
        AddClocks(policy.Clocks ?? [], world, problems);
        for (var i = 0; i < policy.Rules.Count; i++)
        {
            AddReferences(policy.Rules[i], $"$.rules[{i}]", world, problems);
            for (var j = 0; j < i; j++)
                if (Key(policy.Rules[i]) == Key(policy.Rules[j]))
                    problems.Add(new($"$.rules[{i}]", $"menyebut definition, step, clock, dan priority yang sama dengan $.rules[{j}]; gabungkan keduanya."));
        }
        // Only of rules that refer to something can it be said when they fire.
        if (problems.Count == 0) AddEffects(policy, world, problems);
        return problems;
    }

    private static void AddWaiting(PolicyWaiting waiting, List<CalendarProblem> problems)
    {
        if (waiting.RemindAfterDays is < 1 or > WorkingDays.Most) problems.Add(new("$.waiting.remindAfterDays", $"harus antara 1 dan {WorkingDays.Most} hari kerja."));
        if (waiting.CloseAfterDays is < 1 or > WorkingDays.Most) problems.Add(new("$.waiting.closeAfterDays", $"harus antara 1 dan {WorkingDays.Most} hari kerja."));
        if (waiting.RemindAfterDays >= waiting.CloseAfterDays)
            problems.Add(new("$.waiting.remindAfterDays", "tidak pernah mengingatkan: tiket sudah ditutup lebih dahulu atau pada saat yang sama."));
    }

    private static (string?, string?, string?, string?) Key(PolicyRule rule) => (rule.Definition, rule.Step, rule.Priority, rule.Clock);

    private static void AddClocks(IReadOnlyList<PolicyStepClocks> clocks, PolicyWorld world, List<CalendarProblem> problems)
    {
        for (var i = 0; i < clocks.Count; i++)
        {
            var said = clocks[i];
            if (said.Definition is { } definition && world.Steps.All(step => step.Definition != definition))
                problems.Add(new($"$.clocks[{i}].definition", $"tidak ada definisi '{definition}' yang terbit."));
            else if (!world.Steps.Any(step => step.Id == said.Step && (said.Definition is null || step.Definition == said.Definition)))
                problems.Add(new($"$.clocks[{i}].step", $"tidak ada langkah '{said.Step}' dalam definisi yang terbit."));
            if (clocks.Take(i).Any(other => other.Step == said.Step && other.Definition == said.Definition))
                problems.Add(new($"$.clocks[{i}]", $"langkah '{said.Step}' sudah disebut; gabungkan keduanya."));
        }
    }

    private static void AddReferences(PolicyRule rule, string at, PolicyWorld world, List<CalendarProblem> problems)
    {
        if (rule.Definition is { } definition && world.Steps.All(step => step.Definition != definition))
            problems.Add(new($"{at}.definition", $"tidak ada definisi '{definition}' yang terbit."));
        else if (rule.Step is { } id && !world.Steps.Any(step => step.Id == id && (rule.Definition is null || step.Definition == rule.Definition)))
            problems.Add(new($"{at}.step", $"tidak ada langkah '{id}' dalam definisi yang terbit."));
        if (rule.Clock is { } clock)
        {
            if (!PolicyClocks.All.Contains(clock)) problems.Add(new($"{at}.clock", Choose(PolicyClocks.All)));
            if (rule.Step is not null) problems.Add(new($"{at}.step", "jam tiket tidak milik satu langkah; langkah tempat jam berhenti ditulis dalam clocks."));
            for (var level = 0; level < (rule.Escalations?.Count ?? 0); level++)
                for (var action = 0; action < rule.Escalations![level].Actions.Count; action++)
                    if (rule.Escalations[level].Actions[action].Do is PolicyActions.Assign or PolicyActions.HandOver)
                        problems.Add(new($"{at}.escalations[{level}].actions[{action}].do", "jam tiket tidak mempunyai pelaksana; pakai notify atau raisePriority."));
        }
        if (rule.Priority is { } priority && !world.Priorities.Contains(priority))
            problems.Add(new($"{at}.priority", Choose(world.Priorities)));
        for (var level = 0; level < (rule.Escalations?.Count ?? 0); level++)
            for (var action = 0; action < rule.Escalations![level].Actions.Count; action++)
                AddAction(rule.Escalations[level].Actions[action], $"{at}.escalations[{level}].actions[{action}]", world, problems);
    }

    private static void AddAction(PolicyAction action, string at, PolicyWorld world, List<CalendarProblem> problems)
    {
        switch (action.Do)
        {
            case PolicyActions.Notify:
                if (WhyNobody(action.Who, world) is { } nobody) problems.Add(new($"{at}.who", nobody));
                if (action.To is not null) problems.Add(new($"{at}.to", "tidak dipakai oleh notify; tulis who."));
                return;
            case PolicyActions.RaisePriority:
                if (!world.Priorities.Contains(action.To ?? "")) problems.Add(new($"{at}.to", Choose(world.Priorities)));
                else if (action.To == world.Priorities[^1]) problems.Add(new($"{at}.to", $"'{action.To}' prioritas terendah, jadi tidak pernah menaikkan."));
                break;
            case PolicyActions.Assign:
                if (action.To is not { } id || !world.People.ContainsKey(id)) problems.Add(new($"{at}.to", $"tidak ada pengguna aktif dengan id '{action.To}'."));
                break;
            case PolicyActions.HandOver:
                if (action.To is not null) problems.Add(new($"{at}.to", "tidak dipakai oleh handOver; lini berikutnya sudah tetap."));
                break;
            default:
                problems.Add(new($"{at}.do", Choose(PolicyActions.All)));
                return;
        }
        if (action.Who is not null) problems.Add(new($"{at}.who", $"tidak dipakai oleh {action.Do}."));
    }

    private static string? WhyNobody(string? who, PolicyWorld world) => who switch
    {
        PolicyActions.Holder or PolicyActions.Supervisor => null,
        { } text when text.StartsWith(PolicyActions.RolePrefix, StringComparison.Ordinal) =>
            Roles.All.Contains(text[PolicyActions.RolePrefix.Length..]) ? null : $"peran '{text[PolicyActions.RolePrefix.Length..]}' tidak dikenal.",
        { } text when text.StartsWith(PolicyActions.UserPrefix, StringComparison.Ordinal) =>
            world.People.ContainsKey(text[PolicyActions.UserPrefix.Length..]) ? null : $"tidak ada pengguna aktif dengan id '{text[PolicyActions.UserPrefix.Length..]}'.",
        _ => "tulis holder, supervisor, role:NAMA, atau user:ID.",
    };

    private static void AddEffects(SlaPolicy policy, PolicyWorld world, List<CalendarProblem> problems)
    {
        var index = policy.Rules.Index().ToDictionary(rule => Key(rule.Item), rule => rule.Index);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var step in world.Steps)
            foreach (var priority in world.Priorities.Cast<string?>().Prepend(null))
            {
                var effect = StepPolicy.Of(policy, step.Definition, step.Id, priority);
                var budget = effect.StandardSeconds ?? step.StandardSeconds;
                var (time, warnings, escalations) = effect.By;
                if (time is not null) used.Add($"$.rules[{index[Key(time)]}].standardTime");
                // A time that an expression decides may be any: nothing can be said against what hangs on it.
                if ((budget is null && !step.IsTimeOpen) || !effect.IsWatched) continue;
                if (warnings is not null) used.Add($"$.rules[{index[Key(warnings)]}].warnings");
                if (escalations is not null) used.Add($"$.rules[{index[Key(escalations)]}].escalations");
                if (budget is not { } known) continue;
                var name = $"langkah '{step.Id}'{(priority is null ? "" : $", prioritas {priority}")}";
                if (warnings is not null) AddWarnings(effect.Warnings, known, name, $"$.rules[{index[Key(warnings)]}].warnings", found);
                if (escalations is not null) AddLevels(effect.Escalations, known, step.Role, name, $"$.rules[{index[Key(escalations)]}].escalations", world, found);
            }
        foreach (var definition in world.Steps.Select(step => step.Definition).Distinct())
            foreach (var priority in world.Priorities.Cast<string?>().Prepend(null))
                foreach (var clock in Enum.GetValues<ClockKind>())
                {
                    var effect = StepPolicy.Of(policy, definition, clock, priority);
                    var (time, warnings, escalations) = effect.By;
                    // A clock has no time but the policy's.
                    if (time is null || effect.StandardSeconds is not { } budget) continue;
                    used.Add($"$.rules[{index[Key(time)]}].standardTime");
                    var name = $"jam {PolicyClocks.Show(clock)}{(priority is null ? "" : $", prioritas {priority}")}";
                    if (warnings is not null)
                    {
                        used.Add($"$.rules[{index[Key(warnings)]}].warnings");
                        AddWarnings(effect.Warnings, budget, name, $"$.rules[{index[Key(warnings)]}].warnings", found);
                    }
                    if (escalations is not null)
                    {
                        used.Add($"$.rules[{index[Key(escalations)]}].escalations");
                        AddLevels(effect.Escalations, budget, null, name, $"$.rules[{index[Key(escalations)]}].escalations", world, found);
                    }
                }
        foreach (var (path, text) in found) problems.Add(new(path, text));
        for (var i = 0; i < policy.Rules.Count; i++)
            AddUnused(policy.Rules[i], $"$.rules[{i}]", used, problems);
    }

    private static void AddUnused(PolicyRule rule, string at, HashSet<string> used, List<CalendarProblem> problems)
    {
        const string covered = "tidak pernah berlaku: aturan yang lebih khusus selalu mendahuluinya";
        if (rule.StandardTime is not null && !used.Contains($"{at}.standardTime")) problems.Add(new($"{at}.standardTime", covered + "."));
        if (rule.Warnings is { Count: > 0 } && !used.Contains($"{at}.warnings"))
            problems.Add(new($"{at}.warnings", covered + ", atau langkahnya tidak mempunyai waktu baku."));
        if (rule.Escalations is { Count: > 0 } && !used.Contains($"{at}.escalations"))
            problems.Add(new($"{at}.escalations", covered + ", atau langkahnya tidak mempunyai waktu baku."));
    }

    private static void AddWarnings(IReadOnlyList<PolicyOffset> warnings, int budget, string name, string at, SortedDictionary<string, string> found)
    {
        for (var i = 0; i < warnings.Count; i++)
        {
            var used = warnings[i].UsedAt(budget);
            if (used < 1) found.TryAdd($"{at}[{i}]", $"{warnings[i]} jatuh sebelum {name} dimulai, jadi tidak pernah memperingatkan.");
            else if (used >= budget) found.TryAdd($"{at}[{i}]", $"{warnings[i]} jatuh pada atau sesudah batas waktu {name}; sesudah batas, pakai escalations.");
            else if (i > 0 && used <= warnings[i - 1].UsedAt(budget)) found.TryAdd($"{at}[{i}]", $"{warnings[i]} tidak sesudah {warnings[i - 1]} pada {name}; urutkan dari yang paling dahulu.");
        }
    }

    private static void AddLevels(
        IReadOnlyList<PolicyLevel> levels, int budget, string? role, string name, string at, PolicyWorld world, SortedDictionary<string, string> found)
    {
        for (var i = 0; i < levels.Count; i++)
        {
            var used = levels[i].At.UsedAt(budget);
            if (used < 1) found.TryAdd($"{at}[{i}].at", $"{levels[i].At} jatuh sebelum {name} dimulai, jadi tidak pernah terjadi.");
            else if (i > 0 && used <= levels[i - 1].At.UsedAt(budget))
                found.TryAdd($"{at}[{i}].at", $"{levels[i].At} tidak sesudah {levels[i - 1].At} pada {name}; urutkan tingkat dari yang paling dahulu.");
            for (var action = 0; action < levels[i].Actions.Count; action++)
            {
                var (act, place) = (levels[i].Actions[action], $"{at}[{i}].actions[{action}]");
                if (act.Do == PolicyActions.HandOver && role is not null)
                {
                    if (PolicyActions.NextLine(role) is { } next) role = next;
                    else found.TryAdd(place, $"tidak ada lini sesudah {role} pada {name}.");
                }
                else if (act.Do == PolicyActions.Assign && role is not null && !world.People[act.To!].Contains(role))
                    found.TryAdd($"{place}.to", $"orang itu tidak memiliki peran {role} yang dituntut {name}.");
            }
        }
    }

    private static string Choose(IEnumerable<string> choices) => $"Pilih salah satu: {string.Join(", ", choices)}.";
}
