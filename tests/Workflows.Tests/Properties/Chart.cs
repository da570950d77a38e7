using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Alur.Workflows.Tests.Properties;

/// <summary>Names the parts of a block, so that chart and oracle speak of the same activities.</summary>
/// <param name="Block">The part.</param>
/// <param name="Id">Its id; the activity that waits, forks or contains has it.</param>
/// <param name="Children">Its parts, in the order of the block's own members; null for an empty branch.</param>
public sealed record Part(Block Block, string Id, ImmutableArray<Part?> Children)
{
    public string JoinId => Id + "j";

    public static Part Name(Block block)
    {
        var count = 0;
        return Name(block, ref count);
    }

    private static Part Name(Block block, ref int count)
    {
        var id = "a" + ++count;
        ImmutableArray<Block?> children = block switch
        {
            Block.Chain b => [.. b.Parts],
            Block.Choice b => [b.Yes, b.No],
            Block.Script b => [b.Yes, b.No],
            Block.Parallel b => [.. b.Branches],
            Block.Repeat b => [b.Body],
            Block.While b => [b.Body],
            Block.Nested b => [b.Body],
            _ => [],
        };
        var named = ImmutableArray.CreateBuilder<Part?>(children.Length);
        foreach (var child in children)
        {
            named.Add(child is null ? null : Name(child, ref count));
        }

        return new Part(block, id, named.DrainToImmutable());
    }
}

/// <summary>Writes a block as an Elsa definition.</summary>
public static class Chart
{
    public static string Write(Part part, bool explicitEnd)
    {
        var root = Flowchart("root", part, explicitEnd);
        return new JsonObject
        {
            ["id"] = "chart-v1",
            ["definitionId"] = "chart",
            ["name"] = "chart",
            ["version"] = 1,
            ["variables"] = new JsonArray(),
            ["inputs"] = new JsonArray(),
            ["root"] = root,
        }.ToJsonString();
    }

    private static JsonObject Flowchart(string id, Part part, bool explicitEnd)
    {
        var writer = new Writer();
        var start = writer.Add(id + "s", "Elsa.Start");
        var exits = writer.Put(part, [(start, "Done")]);
        if (explicitEnd)
        {
            writer.Connect(exits, writer.Add(id + "e", "Elsa.End"));
        }

        return Activity(id, "Elsa.Flowchart", ("activities", writer.Activities), ("connections", writer.Connections));
    }

    private static JsonObject Activity(string id, string type, params (string Name, JsonNode? Value)[] properties)
    {
        var json = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in properties)
        {
            json[name] = value;
        }

        return json;
    }

    private static JsonObject Literal(string type, JsonNode value, string syntax = "Literal") =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value } };

    private sealed class Writer
    {
        public JsonArray Activities { get; } = [];

        public JsonArray Connections { get; } = [];

        public string Add(string id, string type, params (string Name, JsonNode? Value)[] properties)
        {
            Activities.Add(Activity(id, type, properties));
            return id;
        }

        public void Connect(IEnumerable<(string Id, string Port)> exits, string target)
        {
            foreach (var (id, port) in exits)
            {
                Connections.Add(new JsonObject
                {
                    ["source"] = new JsonObject { ["activity"] = id, ["port"] = port },
                    ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
                });
            }
        }

        /// <summary>Puts a part behind the given exits; its own exits come back.</summary>
        public ImmutableArray<(string Id, string Port)> Put(Part part, ImmutableArray<(string Id, string Port)> from)
        {
            var id = part.Id;
            switch (part.Block)
            {
                case Block.Ask ask:
                    Connect(from, AddAsk(id, ask.Kind));
                    return [(id, "Done")];
                case Block.Write:
                    Connect(from, Add(id, "Elsa.WriteLine", ("text", Literal("String", id))));
                    return [(id, "Done")];
                case Block.Chain:
                    return part.Children.Aggregate(from, (exits, child) => Put(child!, exits));
                case Block.Choice:
                    Connect(from, AddAnswers(id, "Yes", "No"));
                    return Branches(part, "Yes", "No");
                case Block.Script script:
                    Connect(from, Add(id, "Elsa.FlowDecision", ("condition", Literal("Boolean", script.Value ? "1 < 2" : "return 2 < 1;", "JavaScript"))));
                    return Branches(part, "True", "False");
                case Block.Parallel parallel:
                    return PutParallel(part, parallel, from);
                case Block.Repeat:
                    // The body's first activity is not known before it is put, so a Start-like line marks the place to go back to.
                    Connect(from, Add(id + "h", "Elsa.WriteLine", ("text", Literal("String", id))));
                    var bottom = Put(part.Children[0]!, [(id + "h", "Done")]);
                    Connect(bottom, AddAnswers(id, "Again", "Done"));
                    Connect([(id, "Again")], id + "h");
                    return [(id, "Done")];
                case Block.While:
                    Connect(from, AddAnswers(id, "Again", "Done"));
                    Connect(Put(part.Children[0]!, [(id, "Again")]), id);
                    return [(id, "Done")];
                case Block.Nested nested:
                    return PutNested(part, nested, from);
                default:
                    throw new InvalidOperationException(part.Block.ToString());
            }
        }

        private ImmutableArray<(string Id, string Port)> Branches(Part part, string first, string second) =>
        [
            .. part.Children[0] is { } yes ? Put(yes, [(part.Id, first)]) : [(part.Id, first)],
            .. part.Children[1] is { } no ? Put(no, [(part.Id, second)]) : [(part.Id, second)],
        ];

        private ImmutableArray<(string Id, string Port)> PutParallel(Part part, Block.Parallel parallel, ImmutableArray<(string Id, string Port)> from)
        {
            var names = part.Children.Select((_, i) => "b" + i).ToArray();
            Connect(from, Add(part.Id, "Elsa.FlowFork", ("branches", Literal("Object", new JsonArray([.. names.Select(n => (JsonNode)n)]).ToJsonString(), "Object"))));
            var exits = part.Children.SelectMany((child, i) => Put(child!, [(part.Id, names[i])])).ToImmutableArray();

            // Exits of one branch meet first (they exclude one another), so that the join has one connection a branch.
            var join = parallel.ByMergeMode
                ? Add(part.JoinId, "Elsa.WriteLine", ("text", Literal("String", part.JoinId)), ("customProperties", new JsonObject { ["mergeMode"] = parallel.Mode }))
                : Add(part.JoinId, "Elsa.FlowJoin", ("mode", Literal("Elsa.Workflows.Activities.Flowchart.Models.FlowJoinMode, Elsa.Workflows.Core", parallel.Mode)));
            var start = 0;
            for (var i = 0; i < part.Children.Length; i++)
            {
                var count = ExitsOf(part.Children[i]!);
                Connect(exits.Skip(start).Take(count), Add($"{part.Id}m{i}", "Elsa.WriteLine", ("text", Literal("String", "meet"))));
                Connect([($"{part.Id}m{i}", "Done")], join);
                start += count;
            }

            // A Cascade join fires for each token; a line behind it gathers them, as any activity does by default.
            Connect([(join, "Done")], Add(part.Id + "g", "Elsa.WriteLine", ("text", Literal("String", "gather"))));
            return [(part.Id + "g", "Done")];
        }

        private static int ExitsOf(Part part) => part.Block switch
        {
            Block.Chain => ExitsOf(part.Children[^1]!),
            Block.Choice or Block.Script => part.Children.Sum(c => c is null ? 1 : ExitsOf(c)),
            _ => 1,
        };

        private ImmutableArray<(string Id, string Port)> PutNested(Part part, Block.Nested nested, ImmutableArray<(string Id, string Port)> from)
        {
            var body = part.Children[0]!;
            var inner = Flowchart(part.Id + "i", body, nested.EndsExplicitly);
            switch (nested.Container)
            {
                case Container.Flowchart:
                    inner["id"] = part.Id;
                    Activities.Add(inner);
                    break;
                case Container.Sequence:
                    Add(part.Id, "Elsa.Sequence", ("activities", new JsonArray(Activity(part.Id + "w", "Elsa.WriteLine", ("text", Literal("String", "first"))), inner)));
                    break;
                default:
                    Add(part.Id, "Elsa.If", ("condition", Literal("Boolean", true)), ("then", inner));
                    break;
            }

            Connect(from, part.Id);
            return [(part.Id, "Done")];
        }

        private string AddAsk(string id, WaitKind kind) => kind switch
        {
            WaitKind.Timer => Add(id, "Elsa.Delay", ("timeSpan", Literal("TimeSpan", "00:10:00"))),
            WaitKind.Event => Add(id, "Elsa.Event", ("eventName", Literal("String", "event-" + id))),
            _ => AddAnswers(id, "Done"),
        };

        private string AddAnswers(string id, params string[] answers) =>
            Add(id, "Test.Ask", ("answers", new JsonArray([.. answers.Select(a => (JsonNode)a)])));
    }
}
