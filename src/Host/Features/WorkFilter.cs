using System.Globalization;
using Alur.Host.Refusals;
using Alur.Host.Storage.Rows;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features;

/// <summary>What of the work list somebody wants to see.</summary>
/// <param name="View">One of <see cref="Views"/>.</param>
/// <param name="Priority">Only tickets with this priority; null for all.</param>
/// <param name="Step">Only the step of this number on the SOP sheet; null for all.</param>
public sealed record WorkFilter(string View, string? Priority = null, int? Step = null)
{
    /// <summary>Highest number that a step can have here; no sheet comes near it.</summary>
    public const int LastStep = 999;

    private const int LongestPriority = 100;
    private const int LongestId = 200;

    /// <summary>The views of the list; the first is shown when none is asked for.</summary>
    public static IReadOnlyList<string> Views { get; } = ["unclaimed", "mine", "overdue", "all"];

    /// <summary>Only the step of this activity, for steps that a board counts; null for all. Never together with <see cref="Step"/>.</summary>
    public string? Activity { get; init; }

    /// <summary>Only tasks of this role; null for all.</summary>
    public string? Role { get; init; }

    /// <summary>Only what this account holds; null for all.</summary>
    public string? Holder { get; init; }

    /// <summary>True when more is left out than the view does.</summary>
    public bool IsNarrow => Priority is not null || Step is not null || Activity is not null || Role is not null || Holder is not null;

    /// <summary>Address of the page that shows it.</summary>
    public string Path => "/kerja?" + Query;

    /// <summary>The filters as a query, without the question mark; <see cref="Read"/> reads it back.</summary>
    public string Query => $"view={View}"
        + Part("prioritas", Priority)
        + (Step is null ? "" : "&langkah=" + Step.Value.ToString(CultureInfo.InvariantCulture))
        + Part("langkah", Activity) + Part("peran", Role) + Part("pemegang", Holder);

    /// <summary>Reads filters that somebody sent. Blank is as good as missing.</summary>
    /// <param name="view">The view.</param>
    /// <param name="priority">The priority.</param>
    /// <param name="step">The step's number as text.</param>
    /// <param name="filter">The filters; of no meaning when they were refused.</param>
    /// <returns>Why they cannot be read, or null.</returns>
    public static Refusal? Read(string? view, string? priority, string? step, out WorkFilter filter)
    {
        var errors = new FieldErrors();
        var shown = string.IsNullOrEmpty(view) ? Views[0] : view;
        if (!Views.Contains(shown))
            errors.Add("view", T("Pilih salah satu: {0}.", string.Join(", ", Views)));
        int? number = null;
        if (!string.IsNullOrWhiteSpace(step))
        {
            if (int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read is > 0 and <= LastStep)
                number = read;
            else
                errors.Add("step", T("Nomor langkah antara 1 dan {0}.", LastStep));
        }
        filter = new WorkFilter(shown, errors.Optional("priority", priority, LongestPriority), number);
        return errors.Refusal;
    }

    /// <summary>Reads the filters of the page's address: a step may be told by its number or by its activity, and what names nothing narrows to nothing.</summary>
    /// <param name="view">The view.</param>
    /// <param name="priority">The priority.</param>
    /// <param name="step">The step's number or its activity.</param>
    /// <param name="role">The role.</param>
    /// <param name="holder">The account.</param>
    /// <param name="filter">The filters; of no meaning when they were refused.</param>
    /// <returns>Why they cannot be read, or null.</returns>
    public static Refusal? Of(string? view, string? priority, string? step, string? role, string? holder, out WorkFilter filter)
    {
        var isNumber = step?.All(char.IsAsciiDigit) != false;
        var refusal = Read(view, priority, isNumber ? step : null, out filter);
        filter = filter with { Activity = isNumber ? null : Id(step), Role = Id(role), Holder = Id(holder) };
        return refusal;
    }

    /// <summary>Those of the tasks that are wanted. The view is the list's own matter.</summary>
    internal IQueryable<TaskRow> Apply(IQueryable<TaskRow> tasks)
    {
        if (Priority is { } priority)
            tasks = tasks.Where(task => task.Priority == priority);
        if (Step is { } step)
            tasks = tasks.Where(task => task.StepNo == step);
        if (Activity is { } activity)
            tasks = tasks.Where(task => task.ActivityId == activity);
        if (Role is { } role)
            tasks = tasks.Where(task => task.Role == role);
        if (Holder is { } holder)
            tasks = tasks.Where(task => task.State == TaskState.Claimed && task.AssigneeId == holder);
        return tasks;
    }

    private static string? Id(string? text) => string.IsNullOrEmpty(text) || text.Length > LongestId || text.Any(char.IsControl) ? null : text;

    private static string Part(string name, string? value) => value is null ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
