using System.Text.Json;
using Alur.Host.Sla.Calendars;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Sla.Policies;

/// <summary>Reads what a person sent as a policy; says in Indonesian what cannot be read in it.</summary>
public static class PolicyText
{
    private const int MostRules = 500;
    private const int MostLevels = 20;

    /// <summary>A policy out of JSON; whether its rules make sense is not looked at here.</summary>
    /// <param name="json">What was sent; any JSON.</param>
    /// <param name="problems">What is wrong; empty when a policy is given.</param>
    public static SlaPolicy? Read(JsonElement json, out List<CalendarProblem> problems)
    {
        problems = [];
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("rules", out _))
        {
            problems.Add(new("$.rules", T("wajib diisi; daftar kosong berarti tidak ada aturan.")));
            return null;
        }
        try
        {
            var policy = json.Deserialize(PolicyJson.Default.SlaPolicy)!;
            AddShape(policy, problems);
            return problems.Count == 0 ? policy : null;
        }
        catch (JsonException wrong)
        {
            problems.Add(new(wrong.Path ?? "$", Why(wrong.Path ?? "$")));
            return null;
        }
    }

    private static void AddShape(SlaPolicy policy, List<CalendarProblem> problems)
    {
        if (policy.Rules.Count > MostRules) problems.Add(new("$.rules", T("paling banyak {0} aturan.", MostRules)));
        if (policy.Clocks is { Count: > MostRules }) problems.Add(new("$.clocks", T("paling banyak {0} langkah.", MostRules)));
        for (var i = 0; i < (policy.Clocks?.Count ?? 0) && problems.Count == 0; i++)
        {
            if (policy.Clocks![i] is not { } said) problems.Add(new($"$.clocks[{i}]", T("wajib diisi.")));
            else if (said is { StepTime: null, FirstResponse: null, Solution: null })
                problems.Add(new($"$.clocks[{i}]", T("tidak menetapkan apa pun; isi stepTime, firstResponse, atau solution dengan true atau false.")));
        }
        if (policy.Basis is { Length: > 2_000 }) problems.Add(new("$.basis", T("paling banyak 2000 karakter.")));
        for (var i = 0; i < policy.Rules.Count && problems.Count == 0; i++)
        {
            var at = $"$.rules[{i}]";
            if (policy.Rules[i] is not { } rule)
            {
                problems.Add(new(at, T("wajib diisi.")));
                continue;
            }
            if (rule.StandardTime is not null && rule.StandardSeconds is not > 0)
                problems.Add(new($"{at}.standardTime", T("tulis waktu kerja seperti PT30M atau PT1H30M, paling sedikit satu detik; hari tidak diterima karena hari kerja bukan 24 jam.")));
            if (rule is { StandardTime: null, Warnings: null, Escalations: null })
                problems.Add(new(at, T("tidak menetapkan apa pun; isi standardTime, warnings, atau escalations.")));
            if (rule.Warnings is { Count: > MostLevels }) problems.Add(new($"{at}.warnings", T("paling banyak {0} peringatan.", MostLevels)));
            if (rule.Escalations is { Count: > MostLevels }) problems.Add(new($"{at}.escalations", T("paling banyak {0} tingkat.", MostLevels)));
            for (var level = 0; level < (rule.Escalations?.Count ?? 0); level++)
            {
                if (rule.Escalations![level] is not { } step) problems.Add(new($"{at}.escalations[{level}]", T("wajib diisi.")));
                else if (step.Actions.Count is 0 or > MostLevels || step.Actions.Any(action => action is null))
                    problems.Add(new($"{at}.escalations[{level}].actions", T("wajib memuat satu sampai {0} tindakan.", MostLevels)));
            }
        }
    }

    private static string Why(string path) => path switch
    {
        _ when path.Contains(".warnings", StringComparison.Ordinal) || path.EndsWith(".at", StringComparison.Ordinal) =>
            T("tulis bagian waktu seperti \"80%\", atau waktu kerja terhadap batas seperti \"-PT1H\" atau \"+PT30M\"."),
        _ when path.Contains(".actions", StringComparison.Ordinal) => T("tindakan mempunyai do, dan bila perlu who atau to."),
        _ when path.Contains(".escalations", StringComparison.Ordinal) => T("tingkat mempunyai at dan actions."),
        _ when path.Contains(".waiting", StringComparison.Ordinal) => T("waiting mempunyai remindAfterDays dan closeAfterDays dalam hari kerja."),
        _ when path.Contains(".rules", StringComparison.Ordinal) => T("yang dikenal dalam aturan: definition, step, clock, priority, standardTime, warnings, escalations."),
        _ when path.Contains(".clocks", StringComparison.Ordinal) => T("yang dikenal dalam clocks: step, definition, stepTime, firstResponse, solution."),
        _ => T("yang dikenal: rules, clocks, solutionPausedBy, waiting, dan basis."),
    };
}
