using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Alur.Workflows.Flow;

namespace Alur.Workflows.Definitions;

/// <summary>One compilation: walks the document from the outside in, numbering activities as it meets them, and collects what is wrong.</summary>
internal sealed class Compilation
{
    private readonly WorkflowDocument document;
    private readonly ActivityCatalog catalog;
    private readonly ProblemList problems;
    private readonly VariableReader variableReader;
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly List<CompiledActivity> activities = [];
    private int count;
    private int connections;

    public Compilation(WorkflowDocument document, ActivityCatalog catalog)
    {
        this.document = document;
        this.catalog = catalog;
        problems = new ProblemList(document.Json);
        variableReader = new VariableReader((code, path, message, severity) => problems.Add(new Problem(code, path, message, Severity: severity)));
    }

    public CompileResult Run()
    {
        var json = document.Json;
        CheckHead(json);
        var variables = variableReader.Variables(json["variables"], "$.variables");
        var inputs = variableReader.Inputs(json["inputs"], "$.inputs");
        if (document.Root is not { } root)
        {
            problems.Add(new Problem("no-root", "$.root", $"Expected the outermost activity but found {json["root"].Describe()}."));
            return new CompileResult(null, problems.InDocumentOrder());
        }

        var draft = Activity(root, "$.root", "Workflow1", new VariableScope(variables, null));
        if (draft.Scopes is [{ Name: "activities", Members.Count: 0 } empty])
        {
            problems.Add(new Problem("no-start", empty.Path, "Expected an activity to start with but there is none.", draft.Id));
        }

        if (problems.HasErrors || draft.Node is not { } node)
        {
            return new CompileResult(null, problems.InDocumentOrder());
        }

        Link(draft);
        var workflow = new CompiledWorkflow
        {
            Document = document,
            DefinitionId = document.DefinitionId ?? document.Id ?? "workflow",
            VersionId = document.Id ?? string.Create(CultureInfo.InvariantCulture, $"{document.DefinitionId ?? "workflow"}:{document.Version}"),
            Version = document.Version,
            Name = document.Name ?? document.DefinitionId ?? "",
            Root = node,
            Activities = [.. activities],
            ById = activities.ToFrozenDictionary(a => a.Id, StringComparer.Ordinal),
            Variables = variables,
            Inputs = inputs,
        };
        return new CompileResult(workflow, problems.InDocumentOrder());
    }

    private void CheckHead(JsonObject json)
    {
        foreach (var name in (ReadOnlySpan<string>)["id", "definitionId", "name"])
        {
            if (json[name] is { } value && value.AsText() is null)
            {
                problems.Add(new Problem("malformed", JsonPath.Property(JsonPath.Root, name), $"Expected a text but found {value.Describe()}."));
            }
        }

        if (json["version"] is { } version && !(version is JsonValue number && number.TryGetValue<int>(out var parsed) && parsed > 0))
        {
            problems.Add(new Problem("malformed", "$.version", $"Expected a whole number from 1 but found {version.Describe()}."));
        }
    }

    private Draft Activity(JsonObject json, string path, string parentNodeId, VariableScope outer)
    {
        if (++count == WorkflowCompiler.MaxActivities + 1)
        {
            problems.Add(new Problem("too-large", path, string.Create(CultureInfo.InvariantCulture, $"Expected at most {WorkflowCompiler.MaxActivities} activities but there are more.")));
        }

        var id = ReadId(json, path);
        var type = ReadType(json, path, id);
        var variables = variableReader.Variables(json["variables"], JsonPath.Property(path, "variables"));
        var inner = variables.IsEmpty ? outer : new VariableScope(variables, outer);
        var sink = new CompileSink(id, inner, problems);
        var draft = new Draft(json, path, id) { Type = type, Ports = type is null ? default : sink.Guard(path, ImmutableArray<string>.Empty, () => type.PortsOf(json)) };
        if (type is not null && id is not null)
        {
            var nodeId = json.Text("nodeId") is { Length: > 0 } own ? own : $"{parentNodeId}:{id}";
            draft.Node = new ActivityReader(json, path, type, inner, sink).Read(activities.Count, id, nodeId, draft.Ports, variables);
            activities.Add(draft.Node);
            parentNodeId = nodeId;
        }

        if (count <= WorkflowCompiler.MaxActivities)
        {
            Scopes(draft, parentNodeId, inner);
        }

        return draft;
    }

    private string? ReadId(JsonObject json, string path)
    {
        if (json.Text("id") is not { Length: > 0 } id)
        {
            problems.Add(new Problem("missing-id", JsonPath.Property(path, "id"), $"Expected an id but found {json["id"].Describe()}."));
            return null;
        }

        if (!ids.Add(id))
        {
            problems.Add(new Problem("duplicate-id", JsonPath.Property(path, "id"), $"Expected each activity to have an id of its own but '{JsonReading.Shorten(id)}' is there twice.", id));
        }

        return id;
    }

    private ActivityType? ReadType(JsonObject json, string path, string? id)
    {
        if (json.Text("type") is { Length: > 0 } name && catalog.Find(name) is { } type)
        {
            return type;
        }

        problems.Add(new Problem("unknown-type", JsonPath.Property(path, "type"), $"Expected a known activity type but found {json["type"].Describe()}.", id));
        return null;
    }

    private void Scopes(Draft draft, string nodeId, VariableScope variables)
    {
        var descriptor = draft.Type?.Descriptor;
        var places = descriptor?.Ports.Where(p => p.Kind == PortKind.Embedded).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]).ToArray() ?? [];
        foreach (var place in places)
        {
            var path = JsonPath.Property(draft.Path, place);
            switch (draft.Json[place])
            {
                case JsonObject child:
                    var scope = new DraftScope(place, path, isSequence: false) { Start = 0 };
                    scope.Members.Add(Activity(child, path, nodeId, variables));
                    draft.Scopes.Add(scope);
                    break;
                case { } other:
                    problems.Add(new Problem("malformed", path, $"Expected an activity but found {other.Describe()}.", draft.Id));
                    break;
            }
        }

        // The inside of an unknown container is looked at too, so that one wrong type does not hide what else is wrong.
        if (places.Length == 0 && (descriptor is null ? draft.Json["activities"] is JsonArray : descriptor.IsContainer))
        {
            Chart(draft, nodeId, variables);
        }
    }

    private void Chart(Draft draft, string nodeId, VariableScope variables)
    {
        var path = JsonPath.Property(draft.Path, "activities");
        var scope = new DraftScope("activities", path, draft.Json.Text("type") == "Elsa.Sequence");
        draft.Scopes.Add(scope);
        switch (draft.Json["activities"])
        {
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    var at = JsonPath.Item(path, i);
                    if (list[i] is JsonObject member)
                    {
                        scope.Members.Add(Activity(member, at, nodeId, variables));
                    }
                    else
                    {
                        problems.Add(new Problem("malformed", at, $"Expected an activity but found {list[i].Describe()}.", draft.Id));
                    }
                }

                break;
            case { } other:
                problems.Add(new Problem("malformed", path, $"Expected a list but found {other.Describe()}.", draft.Id));
                break;
        }

        if (scope.IsSequence)
        {
            scope.Start = scope.Members.Count > 0 ? 0 : null;
            for (var i = 1; i < scope.Members.Count; i++)
            {
                scope.Connections.Add(new DraftConnection(i - 1, PortDescriptor.Done.Name, i));
            }
        }
        else if ((connections += (draft.Json["connections"] as JsonArray)?.Count ?? 0) > WorkflowCompiler.MaxConnections)
        {
            problems.Add(new Problem(
                "too-large",
                JsonPath.Property(draft.Path, "connections"),
                string.Create(CultureInfo.InvariantCulture, $"Expected at most {WorkflowCompiler.MaxConnections} connections but there are more."),
                draft.Id));
        }
        else
        {
            new ChartReader(scope, draft.Json, draft.Path, problems).Read();
        }
    }

    private static void Link(Draft draft)
    {
        var scopes = ImmutableArray.CreateBuilder<CompiledScope>(draft.Scopes.Count);
        foreach (var scope in draft.Scopes)
        {
            var edges = scope.Connections.Select(c => new ScopeReach.Edge(c.Source, c.Target, false)).ToArray();
            var backward = scope.Start is { } from ? BackwardConnections.Find(scope.Members.Count, edges, from) : [];
            var members = scope.Members.Select(m => m.Node!).ToImmutableArray();
            var linked = scope.Connections.Select((c, i) => new CompiledConnection(i, members[c.Source], c.Port, members[c.Target], backward[i])).ToImmutableArray();
            scopes.Add(new CompiledScope(scope.Name, scope.IsSequence, draft.Node!, members, linked, scope.Start is { } start ? members[start] : null));
            foreach (var member in scope.Members)
            {
                Link(member);
            }
        }

        draft.Node!.Scopes = scopes.MoveToImmutable();
    }
}
