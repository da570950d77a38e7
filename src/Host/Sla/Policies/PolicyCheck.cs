using Alur.Host.Identity;
using Alur.Host.Sla.Calendars;
using Alur.Host.Storage.Rows;
using static Alur.Host.Texts.Texts;

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
            if (!Roles.All.Contains(policy.SolutionPausedBy![i] ?? "")) problems.Add(new($"$.solutionPausedBy[{i}]", T("peran '{0}' tidak dikenal.", policy.SolutionPausedBy[i])));
        AddClocks(policy.Clocks ?? [], world, problems);
        for (var i = 0; i < policy.Rules.Count; i++)
        {
            AddReferences(policy.Rules[i], $"$.rules[{i}]", world, problems);
            for (var j = 0; j < i; j++)
                if (Key(policy.Rules[i]) == Key(policy.Rules[j]))
                    problems.Add(new($"$.rules[{i}]", T("menyebut definition, step, clock, dan priority yang sama dengan $.rules[{0}]; gabungkan keduanya.", j)));
        }
        // Only of rules that refer to something can it be said when they fire.
        if (problems.Count == 0) AddEffects(policy, world, problems);
        return problems;
    }

    private static void AddWaiting(PolicyWaiting waiting, List<CalendarProblem> problems)
    {
        if (waiting.RemindAfterDays is < 1 or > WorkingDays.Most) problems.Add(new("$.waiting.remindAfterDays", T("harus antara 1 dan {0} hari kerja.", WorkingDays.Most)));
        if (waiting.CloseAfterDays is < 1 or > WorkingDays.Most) problems.Add(new("$.waiting.closeAfterDays", T("harus antara 1 dan {0} hari kerja.", WorkingDays.Most)));
        if (waiting.RemindAfterDays >= waiting.CloseAfterDays)
            problems.Add(new("$.waiting.remindAfterDays", T("tidak pernah mengingatkan: tiket sudah ditutup lebih dahulu atau pada saat yang sama.")));
    }

    private static (string?, string?, string?, string?) Key(PolicyRule rule) => (rule.Definition, rule.Step, rule.Priority, rule.Clock);

    private static void AddClocks(IReadOnlyList<PolicyStepClocks> clocks, PolicyWorld world, List<CalendarProblem> problems)
    {
        for (var i = 0; i < clocks.Count; i++)
        {
            var said = clocks[i];
            if (said.Definition is { } definition && world.Steps.All(step => step.Definition != definition))
                problems.Add(new($"$.clocks[{i}].definition", T("tidak ada definisi '{0}' yang terbit.", definition)));
            else if (!world.Steps.Any(step => step.Id == said.Step && (said.Definition is null || step.Definition == said.Definition)))
                problems.Add(new($"$.clocks[{i}].step", T("tidak ada langkah '{0}' dalam definisi yang terbit.", said.Step)));
            if (clocks.Take(i).Any(other => other.Step == said.Step && other.Definition == said.Definition))
                problems.Add(new($"$.clocks[{i}]", T("langkah '{0}' sudah disebut; gabungkan keduanya.", said.Step)));
        }
    }

    private static void AddReferences(PolicyRule rule, string at, PolicyWorld world, List<CalendarProblem> problems)
    {
        if (rule.Definition is { } definition && world.Steps.All(step => step.Definition != definition))
            problems.Add(new($"{at}.definition", T("tidak ada definisi '{0}' yang terbit.", definition)));
        else if (rule.Step is { } id && !world.Steps.Any(step => step.Id == id && (rule.Definition is null || step.Definition == rule.Definition)))
            problems.Add(new($"{at}.step", T("tidak ada langkah '{0}' dalam definisi yang terbit.", id)));
        if (rule.Clock is { } clock)
        {
            if (!PolicyClocks.All.Contains(clock)) problems.Add(new($"{at}.clock", Choose(PolicyClocks.All)));
            if (rule.Step is not null) problems.Add(new($"{at}.step", T("jam tiket tidak milik satu langkah; langkah tempat jam berhenti ditulis dalam clocks.")));
            for (var level = 0; level < (rule.Escalations?.Count ?? 0); level++)
                for (var action = 0; action < rule.Escalations![level].Actions.Count; action++)
                    if (rule.Escalations[level].Actions[action].Do is PolicyActions.Assign or PolicyActions.HandOver)
                        problems.Add(new($"{at}.escalations[{level}].actions[{action}].do", T("jam tiket tidak mempunyai pelaksana; pakai notify atau raisePriority.")));
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
                if (action.To is not null) problems.Add(new($"{at}.to", T("tidak dipakai oleh notify; tulis who.")));
                return;
            case PolicyActions.RaisePriority:
                if (!world.Priorities.Contains(action.To ?? "")) problems.Add(new($"{at}.to", Choose(world.Priorities)));
                else if (action.To == world.Priorities[^1]) problems.Add(new($"{at}.to", T("'{0}' prioritas terendah, jadi tidak pernah menaikkan.", action.To)));
                break;
            case PolicyActions.Assign:
                if (action.To is not { } id || !world.People.ContainsKey(id)) problems.Add(new($"{at}.to", T("tidak ada pengguna aktif dengan id '{0}'.", action.To)));
                break;
            case PolicyActions.HandOver:
                if (action.To is not null) problems.Add(new($"{at}.to", T("tidak dipakai oleh handOver; lini berikutnya sudah tetap.")));
                break;
            default:
                problems.Add(new($"{at}.do", Choose(PolicyActions.All)));
                return;
        }
        if (action.Who is not null) problems.Add(new($"{at}.who", T("tidak dipakai oleh {0}.", action.Do)));
    }

    private static string? WhyNobody(string? who, PolicyWorld world) => who switch
    {
        PolicyActions.Holder or PolicyActions.Supervisor => null,
        { } text when text.StartsWith(PolicyActions.RolePrefix, StringComparison.Ordinal) =>
            Roles.All.Contains(text[PolicyActions.RolePrefix.Length..]) ? null : T("peran '{0}' tidak dikenal.", text[PolicyActions.RolePrefix.Length..]),
        { } text when text.StartsWith(PolicyActions.UserPrefix, StringComparison.Ordinal) =>
            world.People.ContainsKey(text[PolicyActions.UserPrefix.Length..]) ? null : T("tidak ada pengguna aktif dengan id '{0}'.", text[PolicyActions.UserPrefix.Length..]),
        _ => T("tulis holder, supervisor, role:NAMA, atau user:ID."),
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
                var name = T("langkah '{0}'", step.Id) + (priority is null ? "" : T(", prioritas {0}", priority));
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
                    var name = T("jam {0}", T(PolicyClocks.Show(clock))) + (priority is null ? "" : T(", prioritas {0}", priority));
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
        if (rule.StandardTime is not null && !used.Contains($"{at}.standardTime")) problems.Add(new($"{at}.standardTime", T("tidak pernah berlaku: aturan yang lebih khusus selalu mendahuluinya.")));
        if (rule.Warnings is { Count: > 0 } && !used.Contains($"{at}.warnings"))
            problems.Add(new($"{at}.warnings", T("tidak pernah berlaku: aturan yang lebih khusus selalu mendahuluinya, atau langkahnya tidak mempunyai waktu baku.")));
        if (rule.Escalations is { Count: > 0 } && !used.Contains($"{at}.escalations"))
            problems.Add(new($"{at}.escalations", T("tidak pernah berlaku: aturan yang lebih khusus selalu mendahuluinya, atau langkahnya tidak mempunyai waktu baku.")));
    }

    private static void AddWarnings(IReadOnlyList<PolicyOffset> warnings, int budget, string name, string at, SortedDictionary<string, string> found)
    {
        for (var i = 0; i < warnings.Count; i++)
        {
            var used = warnings[i].UsedAt(budget);
            if (used < 1) found.TryAdd($"{at}[{i}]", T("{0} jatuh sebelum {1} dimulai, jadi tidak pernah memperingatkan.", warnings[i], name));
            else if (used >= budget) found.TryAdd($"{at}[{i}]", T("{0} jatuh pada atau sesudah batas waktu {1}; sesudah batas, pakai escalations.", warnings[i], name));
            else if (i > 0 && used <= warnings[i - 1].UsedAt(budget)) found.TryAdd($"{at}[{i}]", T("{0} tidak sesudah {1} pada {2}; urutkan dari yang paling dahulu.", warnings[i], warnings[i - 1], name));
        }
    }

    private static void AddLevels(
        IReadOnlyList<PolicyLevel> levels, int budget, string? role, string name, string at, PolicyWorld world, SortedDictionary<string, string> found)
    {
        for (var i = 0; i < levels.Count; i++)
        {
            var used = levels[i].At.UsedAt(budget);
            if (used < 1) found.TryAdd($"{at}[{i}].at", T("{0} jatuh sebelum {1} dimulai, jadi tidak pernah terjadi.", levels[i].At, name));
            else if (i > 0 && used <= levels[i - 1].At.UsedAt(budget))
                found.TryAdd($"{at}[{i}].at", T("{0} tidak sesudah {1} pada {2}; urutkan tingkat dari yang paling dahulu.", levels[i].At, levels[i - 1].At, name));
            for (var action = 0; action < levels[i].Actions.Count; action++)
            {
                var (act, place) = (levels[i].Actions[action], $"{at}[{i}].actions[{action}]");
                if (act.Do == PolicyActions.HandOver && role is not null)
                {
                    if (PolicyActions.NextLine(role) is { } next) role = next;
                    else found.TryAdd(place, T("tidak ada lini sesudah {0} pada {1}.", role, name));
                }
                else if (act.Do == PolicyActions.Assign && role is not null && !world.People[act.To!].Contains(role))
                    found.TryAdd($"{place}.to", T("orang itu tidak memiliki peran {0} yang dituntut {1}.", role, name));
            }
        }
    }

    private static string Choose(IEnumerable<string> choices) => T("Pilih salah satu: {0}.", string.Join(", ", choices));
}
