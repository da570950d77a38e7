using System.Collections.Frozen;
using System.Collections.Immutable;
using Alur.Workflows.Flow;

namespace Alur.Workflows.Definitions;

/// <summary>The activity types that definitions may use.</summary>
public sealed class ActivityCatalog
{
    private readonly FrozenDictionary<string, ActivityType> byName;

    /// <summary>A catalog of these types.</summary>
    /// <exception cref="ArgumentException">Two types have one name.</exception>
    public ActivityCatalog(IEnumerable<ActivityType> types)
    {
        Types = [.. types];
        byName = Types.ToFrozenDictionary(t => t.Descriptor.TypeName, StringComparer.Ordinal);
    }

    /// <summary>All types, in the order given.</summary>
    public ImmutableArray<ActivityType> Types { get; }

    /// <summary>The type of that name; null when unknown.</summary>
    public ActivityType? Find(string typeName) => byName.GetValueOrDefault(typeName);
}
