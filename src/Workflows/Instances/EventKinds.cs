using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Alur.Workflows.Instances;

/// <summary>The kind of each event type, as its declaration on <see cref="EngineEvent"/> says.</summary>
internal static class EventKinds
{
    private static readonly FrozenDictionary<Type, string> Kinds = typeof(EngineEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);

    public static IEnumerable<string> All => Kinds.Values;

    public static string Of(EngineEvent @event) => Kinds[@event.GetType()];
}
