using System.Collections.Immutable;

namespace Alur.Workflows.Instances;

/// <summary>The move to another version of the definition.</summary>
public sealed partial class StateBuilder
{
    private void Migrate(WorkflowMigrated e)
    {
        if (Header.VersionId != e.FromVersionId)
        {
            throw new InvalidOperationException($"Expected an instance on version '{e.FromVersionId}' but it is on '{Header.VersionId}'.");
        }

        header = Header with { VersionId = e.VersionId, Version = e.Version };
        string Now(string activity) => e.Renamed.GetValueOrDefault(activity, activity);
        for (var i = 0; i < visits.Count; i++)
        {
            var bookmark = e.Bookmarks.FirstOrDefault(b => b.Visit == visits[i].Key)?.Bookmark ?? visits[i].Bookmark;
            visits[i] = visits[i] with { Activity = Now(visits[i].Activity), Bookmark = bookmark };
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            tokens[i] = tokens[i] with { From = tokens[i].From is { } from ? Now(from) : null, To = Now(tokens[i].To) };
        }

        for (var i = 0; i < incidents.Count; i++)
        {
            incidents[i] = incidents[i] with { Activity = Now(incidents[i].Activity) };
        }

        // All at once, so that the order of the names does not matter.
        visitCounts = visitCounts.Clear().AddRange(visitCounts.Select(count => KeyValuePair.Create(Now(count.Key), count.Value)));
        foreach (var (scope, variable) in e.Dropped)
        {
            var index = IndexOfScope(scope);
            scopes[index] = scopes[index] with { Variables = scopes[index].Variables.Remove(variable) };
        }
    }
}
