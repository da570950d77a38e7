using Alur.Host.Storage.Rows;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Reports;

/// <summary>Sorts the bars of a month by step, by actor and by priority, in one pass.</summary>
/// <param name="order">The order of priorities.</param>
internal sealed class VisitTallies(PriorityOrder order)
{
    private readonly Dictionary<(string Definition, string Activity), (Tally Tally, ReportVisitRow Last)> _steps = [];
    private readonly Dictionary<(string Role, string Person), Tally> _actors = [];
    private readonly Dictionary<string, Tally> _priorities = [];

    /// <summary>The accounts that did anything.</summary>
    public IReadOnlyCollection<string> People => [.. _actors.Keys.Select(actor => actor.Person).Where(person => person.Length > 0).Distinct()];

    /// <summary>By step, as on the sheet.</summary>
    public IReadOnlyList<VisitFigures> Steps =>
    [
        .. _steps.Where(entry => entry.Value.Tally.Count > 0)
            .OrderBy(entry => entry.Key.Definition, StringComparer.Ordinal).ThenBy(entry => entry.Value.Last.StepNo ?? int.MaxValue).ThenBy(entry => entry.Key.Activity, StringComparer.Ordinal)
            .Select(entry => entry.Value.Tally.Figures(entry.Key.Activity, entry.Value.Last.Title, entry.Value.Last.Role, entry.Value.Last.StepNo, entry.Key.Definition)),
    ];

    /// <summary>By priority, the most urgent first.</summary>
    public IReadOnlyList<VisitFigures> Priorities =>
        [.. _priorities.Where(entry => entry.Value.Count > 0).OrderBy(entry => order.Of(entry.Key)).Select(entry => entry.Value.Figures(entry.Key, PriorityOrder.Name(entry.Key)))];

    /// <summary>Adds a bar.</summary>
    public void Add(ReportVisitRow bar)
    {
        var step = (bar.DefinitionId, bar.ActivityId);
        var tally = _steps.TryGetValue(step, out var known) ? known.Tally : new Tally();
        _steps[step] = (tally, bar);
        tally.Add(bar);
        Of(_actors, (bar.Role, bar.PersonId)).Add(bar);
        Of(_priorities, bar.Priority).Add(bar);
    }

    /// <summary>By role and person.</summary>
    /// <param name="names">What the accounts are called now.</param>
    public IReadOnlyList<VisitFigures> Actors(IReadOnlyDictionary<string, string> names) =>
    [
        .. _actors.Where(entry => entry.Value.Count > 0)
            .Select(entry => entry.Value.Figures(entry.Key.Person, Name(entry.Key.Role, entry.Key.Person, names), entry.Key.Role))
            .OrderBy(figures => figures.Role, StringComparer.Ordinal).ThenBy(figures => figures.Name, StringComparer.Ordinal),
    ];

    private static string Name(string role, string person, IReadOnlyDictionary<string, string> names) => person.Length == 0
        ? role == Identity.Roles.Pelapor ? T("Semua pelapor") : T("Sistem")
        : names.GetValueOrDefault(person) ?? T("{0} (akun tidak ada lagi)", RoleNames.Show(role));

    private static Tally Of<TKey>(Dictionary<TKey, Tally> tallies, TKey key)
        where TKey : notnull => tallies.TryGetValue(key, out var known) ? known : tallies[key] = new Tally();
}
