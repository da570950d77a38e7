using System.Text.Json.Nodes;

namespace Alur.Workflows.Definitions;

/// <summary>Reads the connections and the start of a flowchart whose members are known, and checks how it hangs together.</summary>
internal sealed class ChartReader(DraftScope scope, JsonObject owner, string ownerPath, ProblemList problems)
{
    private readonly Dictionary<string, int> byId = new(StringComparer.Ordinal);

    public void Read()
    {
        for (var i = 0; i < scope.Members.Count; i++)
        {
            if (scope.Members[i].Id is { } id)
            {
                byId.TryAdd(id, i);
            }
        }

        ReadConnections(owner["connections"], JsonPath.Property(ownerPath, "connections"));
        scope.Start = ReadStart(out var isGood);
        if (isGood && scope.Start is { } start)
        {
            ChartCheck.Run(scope, start, problems);
        }
    }

    private void ReadConnections(JsonNode? node, string path)
    {
        if (node is not JsonArray list)
        {
            if (node is not null)
            {
                problems.Add(new Problem("malformed", path, $"Expected a list but found {node.Describe()}."));
            }

            return;
        }

        for (var i = 0; i < list.Count; i++)
        {
            var at = JsonPath.Item(path, i);
            if (list[i] is not JsonObject connection)
            {
                problems.Add(new Problem("malformed", at, $"Expected a connection but found {list[i].Describe()}."));
                continue;
            }

            var source = End(connection, "source", at);
            var target = End(connection, "target", at);
            if (source is not { } from)
            {
                continue;
            }

            var port = Port(connection, at, scope.Members[from]);
            if (port is not null && target is { } to)
            {
                scope.Connections.Add(new DraftConnection(from, port, to));
            }
        }
    }

    private int? End(JsonObject connection, string name, string path)
    {
        var at = JsonPath.Property(path, name);
        if (connection[name] is JsonObject end)
        {
            at = JsonPath.Property(at, "activity");
            if (end.Text("activity") is { } id && byId.TryGetValue(id, out var index))
            {
                return index;
            }

            problems.Add(new Problem("dangling-connection", at, $"Expected the {name} to be an activity of this chart but found {end["activity"].Describe()}."));
            return null;
        }

        problems.Add(new Problem("dangling-connection", at, $"Expected the {name} to name an activity of this chart but found {connection[name].Describe()}."));
        return null;
    }

    private string? Port(JsonObject connection, string path, Draft source)
    {
        var node = (connection["source"] as JsonObject)?["port"];
        var at = JsonPath.Property(JsonPath.Property(path, "source"), "port");
        if (node is not null && node.AsText() is null)
        {
            problems.Add(new Problem("unknown-port", at, $"Expected the name of a port but found {node.Describe()}.", source.Id));
            return null;
        }

        var port = node.AsText() is { Length: > 0 } name ? name : PortDescriptor.Done.Name;
        if (!source.Ports.IsDefault && !source.Ports.Contains(port))
        {
            var expected = source.Ports.IsEmpty ? "no connection from it" : $"one of {string.Join(", ", source.Ports.Select(p => $"'{p}'"))}";
            problems.Add(new Problem("unknown-port", at, $"Expected {expected} but the connection leaves from '{JsonReading.Shorten(port)}'.", source.Id));
        }

        return port;
    }

    /// <summary>The start, first that applies: <c>start</c>; a start activity; one that can start the workflow; the first without an inbound connection; the first.</summary>
    private int? ReadStart(out bool isGood)
    {
        isGood = true;
        if (owner["start"] is { } named && !(named.AsText() is { Length: 0 }))
        {
            if (named.AsText() is { } id && byId.TryGetValue(id, out var start))
            {
                return start;
            }

            problems.Add(new Problem("no-start", JsonPath.Property(ownerPath, "start"), $"Expected the id of an activity of this chart but found {named.Describe()}.", owner.Text("id")));
            isGood = false;
        }

        if (scope.Members.Count == 0)
        {
            return null;
        }

        if (scope.Members.FindIndex(m => m.Type is { } type ? type.Descriptor.IsStart : m.Json.Text("type") == "Elsa.Start") is >= 0 and var first)
        {
            return first;
        }

        if (scope.Members.FindIndex(m => m.CanStart) is >= 0 and var able)
        {
            return able;
        }

        var targets = scope.Connections.Select(c => c.Target).ToHashSet();
        return Enumerable.Range(0, scope.Members.Count).Cast<int?>().FirstOrDefault(i => !targets.Contains(i!.Value)) ?? 0;
    }
}
