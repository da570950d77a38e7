using System.Text.Json.Nodes;
using Alur.Host.Identity;
using Alur.Host.Pages.Forms;
using Alur.Host.Refusals;
using Alur.Host.Sla.Policies;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Administration.Policies;

/// <summary>A policy as fields of a form, and back: a group of fields for each rule and one more for a new one.</summary>
internal sealed class PolicyForm
{
    /// <summary>Most rules that a form takes; more are written by the API.</summary>
    public const int MostRules = 60;

    /// <summary>Value of the step field that stands for a clock.</summary>
    public const string ClockPrefix = "jam:";

    /// <summary>Which form field each rule and each step of the document came from.</summary>
    private readonly List<int> rules = [];

    private readonly List<string> steps = [];

    /// <summary>The document that the form describes.</summary>
    public JsonObject Document { get; } = [];

    /// <summary>What could not even be read.</summary>
    public FieldErrors Errors { get; } = new();

    /// <summary>Reads a form.</summary>
    /// <param name="form">The form.</param>
    /// <param name="known">The steps that the form offers.</param>
    public static PolicyForm Read(FormPost form, IEnumerable<PolicyStep> known)
    {
        var read = new PolicyForm();
        var rules = new JsonArray();
        for (var i = 0; i < MostRules + 1 && form[$"rules.{i}.on"] is not null; i++)
            if (form[$"rules.{i}.remove"] is null && read.Rule(form, i) is { } rule)
            {
                rules.Add((JsonNode)rule);
                read.rules.Add(i);
            }
        read.Document["rules"] = rules;
        if (form["basis"] is { } basis && !string.IsNullOrWhiteSpace(basis)) read.Document["basis"] = basis.Trim();
        if (form["solution"] == "own") read.Document["solutionPausedBy"] = new JsonArray([.. form.All("solutionPausedBy").Where(Roles.All.Contains).Select(role => (JsonNode)role)]);
        read.Waiting(form);
        read.Clocks(form, known);
        return read;
    }

    /// <summary>A refusal of the document, told at the fields of the form.</summary>
    public Refusal AtFields(Refusal refusal)
    {
        if (refusal is not Refusal.Invalid invalid) return refusal;
        var errors = new FieldErrors();
        foreach (var (path, messages) in invalid.Fields)
            foreach (var message in messages) errors.Add(FieldOf(path), message);
        return errors.Refusal!;
    }

    private string FieldOf(string path)
    {
        var name = path.StartsWith("document.", StringComparison.Ordinal) ? path["document.".Length..] : path;
        if (Indexed(name, "rules[") is (var index, var rest) && index < rules.Count)
        {
            var field = rest.Length == 0 ? "on" : rest.Split('.', '[')[0];
            return $"rules.{rules[index]}.{(field is "step" or "clock" or "definition" ? "on" : field)}";
        }
        if (Indexed(name, "clocks[") is (var at, _) && at < steps.Count) return $"clocks.{steps[at]}";
        return name;
    }

    private static (int Index, string Tail)? Indexed(string name, string start)
    {
        if (!name.StartsWith(start, StringComparison.Ordinal)) return null;
        var end = name.IndexOf(']', StringComparison.Ordinal);
        return end > 0 && int.TryParse(name[start.Length..end], out var index) ? (index, name[(end + 1)..].TrimStart('.')) : null;
    }

    private JsonObject? Rule(FormPost form, int i)
    {
        string? Field(string name) => form[$"rules.{i}.{name}"] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        var (on, priority, time, warnings, levels) = (Field("on"), Field("priority"), Field("standardTime"), Field("warnings"), Field("escalations"));
        var never = form[$"rules.{i}.silent"] is not null;
        if (time is null && warnings is null && levels is null && !never && (on is null || priority is null)) return null;
        var rule = new JsonObject();
        if (on is not null && on.StartsWith(ClockPrefix, StringComparison.Ordinal)) rule["clock"] = on[ClockPrefix.Length..];
        else if (on?.Split('/', 2) is [var definition, var step])
        {
            if (definition.Length > 0) rule["definition"] = definition;
            if (step.Length > 0) rule["step"] = step;
        }
        if (priority is not null) rule["priority"] = priority;
        if (time is not null) rule["standardTime"] = PolicyWords.Time(time);
        if (never) rule["warnings"] = new JsonArray();
        else if (warnings is not null)
            rule["warnings"] = new JsonArray([.. warnings.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(place => (JsonNode)PolicyWords.Place(place))]);
        if (levels is not null) rule["escalations"] = Levels(levels, $"rules.{i}.escalations");
        return rule;
    }

    private JsonArray Levels(string text, string field)
    {
        var levels = new JsonArray();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (PolicyWords.Level(line, out var wrong) is not { } level)
            {
                Errors.Add(field, wrong!);
                continue;
            }
            var actions = new JsonArray();
            foreach (var action in level.Actions)
            {
                var made = new JsonObject { ["do"] = action.Do };
                if (action.Who is not null) made["who"] = action.Who;
                if (action.To is not null) made["to"] = action.To;
                actions.Add((JsonNode)made);
            }
            levels.Add((JsonNode)new JsonObject { ["at"] = level.At, ["actions"] = actions });
        }
        return levels;
    }

    private void Waiting(FormPost form)
    {
        if (form["waiting"] != "own") return;
        var waiting = new JsonObject();
        foreach (var name in new[] { "remindAfterDays", "closeAfterDays" })
        {
            if (form[name] is not { } text || string.IsNullOrWhiteSpace(text)) continue;
            if (int.TryParse(text, out var days)) waiting[name] = days;
            else Errors.Add("waiting." + name, T("Tulis banyaknya hari kerja sebagai angka, atau kosongkan."));
        }
        Document["waiting"] = waiting;
    }

    private void Clocks(FormPost form, IEnumerable<PolicyStep> known)
    {
        var clocks = new JsonArray();
        foreach (var step in known)
        {
            var name = $"{step.Definition}.{step.Id}";
            var said = new JsonObject { ["step"] = step.Id, ["definition"] = step.Definition };
            if (form[$"clocks.{name}.stepTime"] is "no") said["stepTime"] = false;
            if (form[$"clocks.{name}.firstResponse"] is "no") said["firstResponse"] = false;
            if (form[$"clocks.{name}.solution"] is "yes" or "no") said["solution"] = form[$"clocks.{name}.solution"] == "yes";
            if (said.Count == 2) continue;
            clocks.Add((JsonNode)said);
            steps.Add(name);
        }
        if (clocks.Count > 0) Document["clocks"] = clocks;
    }
}
