using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Alur.Host.Tests.LongFirst))]

namespace Alur.Host.Tests;

/// <summary>Classes that take a minute or more begin first, so that none of them runs on alone, with a processor idle, when all others are done.</summary>
public sealed class LongFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = ["KillTests", "ChaosTests", "FuzzTests", "StepClockTests", "HealthTests", "StudioEditorTests", "LighthouseTests", "WorkTests", "LookTests"];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Rank).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Rank<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        var rank = Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
        return rank < 0 ? Long.Length : rank;
    }
}
