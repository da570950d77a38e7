using System.Collections.Immutable;

namespace Alur.Activities.General;

/// <summary>Which outcomes can come together.</summary>
internal static class Outcomes
{
    /// <summary>With more than these there are too many to try.</summary>
    private const int Most = 10;

    /// <summary>Every choice of one or more of them; empty when there are more than ten.</summary>
    public static ImmutableArray<ImmutableArray<string>> Subsets(ImmutableArray<string> outcomes) => outcomes.Length > Most
        ? []
        : [.. Enumerable.Range(1, (1 << outcomes.Length) - 1).Select(bits => outcomes.Where((_, i) => (bits >> i & 1) != 0).ToImmutableArray())];
}
