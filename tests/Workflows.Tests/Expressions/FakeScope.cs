using System.Text.Json;
using Alur.Workflows.Expressions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Tests.Expressions;

/// <summary>An instance of one scope, for expressions.</summary>
internal sealed class FakeScope : IExpressionScope
{
    public Dictionary<string, JsonElement> Variables { get; } = new(StringComparer.Ordinal)
    {
        ["Order"] = Values.Parse("5"),
        ["name"] = Values.Parse("\"Ani\""),
        ["Names"] = Values.Parse("""["a","b"]"""),
        ["Ticket"] = Values.Parse("""{"title":"x","id":12345678901234567890}"""),
    };

    public List<string> Sets { get; } = [];

    public string InstanceId => "i1";

    public string? CorrelationId { get; init; } = "c1";

    public string? InstanceName { get; init; }

    public DateTimeOffset Now => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public IEnumerable<string> VariableNames => Variables.Keys;

    public bool TryGetVariable(string name, out JsonElement value) => Variables.TryGetValue(name, out value);

    public JsonElement GetVariableById(string id) => Variables.GetValueOrDefault(id, Values.Null);

    public JsonElement Hold(string name, JsonElement value) => value;

    public void SetVariable(string name, JsonElement value)
    {
        Sets.Add(name);
        Variables[name] = value;
    }

    public bool TryGetInput(string name, out JsonElement value)
    {
        value = name == "kind" ? Values.Text("Usulan") : Values.Null;
        return name == "kind";
    }

    public bool DeclaresInput(string name) => name is "kind" or "remark";
}
