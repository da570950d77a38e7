using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Alur.Workflows.Definitions;

/// <summary>Collects problems as they are found and lists them in document order.</summary>
internal sealed class ProblemList(JsonObject document)
{
    private readonly List<Problem> problems = [];

    public bool HasErrors { get; private set; }

    public void Add(Problem problem)
    {
        HasErrors |= problem.Severity == ProblemSeverity.Error;
        problems.Add(problem);
    }

    public ImmutableArray<Problem> InDocumentOrder()
    {
        if (problems.Count < 2)
        {
            return [.. problems];
        }

        return [.. problems.DistinctBy(p => (p.Code, p.Path)).Select(p => (Problem: p, Place: PlaceOf(p.Path))).OrderBy(p => p.Place, PlaceComparer.Instance).Select(p => p.Problem)];
    }

    /// <summary>
    /// Where a path is: the position of each step among its siblings. A place that is not in the document, such as a missing input, stands where its nearest holder stands.
    /// </summary>
    private List<int> PlaceOf(string path)
    {
        var place = new List<int>();
        JsonNode? node = document;
        foreach (var step in JsonPath.Steps(path))
        {
            switch (node)
            {
                case JsonObject o when step is string name && o.IndexOf(name) is >= 0 and var at:
                    place.Add(at);
                    node = o[name];
                    break;
                case JsonArray a when step is int index && index < a.Count:
                    place.Add(index);
                    node = a[index];
                    break;
                default:
                    return place;
            }
        }

        return place;
    }

    private sealed class PlaceComparer : IComparer<List<int>>
    {
        public static PlaceComparer Instance { get; } = new();

        public int Compare(List<int>? x, List<int>? y)
        {
            for (var i = 0; i < Math.Min(x!.Count, y!.Count); i++)
            {
                if (x[i] != y[i])
                {
                    return x[i].CompareTo(y[i]);
                }
            }

            return x!.Count.CompareTo(y!.Count);
        }
    }
}
