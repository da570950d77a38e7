using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Reports;

/// <summary>Priorities in the order in which people read them: the office's own from the highest down, then others, then none.</summary>
/// <param name="list">The office's priorities, highest first.</param>
internal sealed class PriorityOrder(IReadOnlyList<string> list)
{
    /// <summary>Where a priority stands.</summary>
    /// <param name="priority">The priority; empty for none.</param>
    public (int Place, string Name) Of(string priority)
    {
        for (var place = 0; place < list.Count; place++)
        {
            if (list[place] == priority) return (place, priority);
        }
        return (priority.Length == 0 ? int.MaxValue : list.Count, priority);
    }

    /// <summary>What people call a priority.</summary>
    /// <param name="priority">The priority; empty for none.</param>
    public static string Name(string priority) => priority.Length == 0 ? T("Belum ada") : priority;
}
