using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>One visit of an activity, as the activity sees it.</summary>
public sealed class ActivityContext : IExpressionScope
{
    private readonly Run run;
    private readonly int scope;

    internal ActivityContext(Run run, CompiledActivity activity, int visit, int number, int scope)
    {
        this.run = run;
        this.scope = scope;
        Activity = activity;
        VisitKey = visit;
        Visit = number;
    }

    /// <summary>The node visited.</summary>
    public CompiledActivity Activity { get; }

    /// <summary>Number of this visit among the visits of the node, from 1.</summary>
    public int Visit { get; }

    /// <inheritdoc/>
    public string InstanceId => run.State.Header.Id;

    /// <inheritdoc/>
    public string? CorrelationId => run.State.Header.CorrelationId;

    /// <inheritdoc/>
    public string? InstanceName => run.State.Header.Name;

    /// <inheritdoc/>
    public DateTimeOffset Now => run.Now;

    internal int VisitKey { get; }

    /// <inheritdoc/>
    public IEnumerable<string> VariableNames => run.Reach(scope).SelectMany(s => s.Declared).Select(v => v.Name).Distinct(StringComparer.Ordinal);

    /// <summary>The value of an input; JSON null for none.</summary>
    /// <exception cref="ActivityFaultException">Its expression failed.</exception>
    public JsonElement Get(string input) => ExpressionOf(input)?.Evaluate(this) ?? Values.Null;

    /// <summary>The value of an input as text; null for none.</summary>
    public string? GetText(string input)
    {
        var expression = ExpressionOf(input);
        if (expression is ConstantExpression constant)
        {
            return constant.Text;
        }

        var value = expression?.Evaluate(this) ?? Values.Null;
        return value.ValueKind == JsonValueKind.Null ? null : Values.Show(value);
    }

    /// <summary>The value of an input as true or false; false for none.</summary>
    public bool GetBoolean(string input) => Get(input).ValueKind == JsonValueKind.True;

    /// <summary>The value of an input as a length of time; null for none.</summary>
    public TimeSpan? GetDuration(string input) => GetText(input) is { Length: > 0 } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>The value of an input as a list of texts; empty for none.</summary>
    public ImmutableArray<string> GetTexts(string input)
    {
        var value = Get(input);
        return value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().Select(Values.Show)],
            JsonValueKind.Null => [],
            _ => [Values.Show(value)],
        };
    }

    /// <inheritdoc/>
    public bool TryGetVariable(string name, out JsonElement value)
    {
        foreach (var (state, declared) in run.Reach(scope))
        {
            foreach (var variable in declared)
            {
                if (variable.Name == name)
                {
                    value = state.Variables.GetValueOrDefault(variable.Id, Values.Null);
                    return true;
                }
            }

            if (state.Key == 0 && state.Variables.TryGetValue(name, out value))
            {
                return true;
            }
        }

        value = Values.Null;
        return false;
    }

    /// <summary>The value of the variable with that id; JSON null for none.</summary>
    public JsonElement GetVariableById(string id)
    {
        foreach (var (state, _) in run.Reach(scope))
        {
            if (state.Variables.TryGetValue(id, out var value))
            {
                return value;
            }
        }

        return Values.Null;
    }

    /// <inheritdoc/>
    public JsonElement Hold(string name, JsonElement value) => Find(v => v.Name == name) is { } found ? Held(found.Variable, value) : value;

    /// <inheritdoc/>
    public void SetVariable(string name, JsonElement value)
    {
        if (Find(v => v.Name == name) is { } found)
        {
            run.SetVariable(found.Scope, found.Variable.Id, Held(found.Variable, value));
            return;
        }

        run.SetVariable(0, name, value);
    }

    /// <summary>Sets the variable with that id, in the nearest scope that declares it.</summary>
    /// <exception cref="ActivityFaultException">No scope in reach declares it, or the value is not of its type.</exception>
    public void SetVariableById(string id, JsonElement value)
    {
        if (Find(v => v.Id == id) is not { } found)
        {
            throw new ActivityFaultException("unknown-variable", $"Expected a variable with the id '{id}' but there is none in reach.");
        }

        run.SetVariable(found.Scope, id, Held(found.Variable, value));
    }

    /// <inheritdoc/>
    public bool TryGetInput(string name, out JsonElement value) => run.State.Header.Input.TryGetValue(name, out value);

    /// <inheritdoc/>
    public bool DeclaresInput(string name)
    {
        foreach (var input in run.Definition.Inputs)
        {
            if (input.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives one of the activity's outputs a value, which goes into the variable the definition binds to it, if any.</summary>
    public void SetOutput(string output, JsonElement value)
    {
        var outputs = Activity.Type.Descriptor.Outputs;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].Name == output && Activity.OutputVariables[i] is { } variable)
            {
                SetVariableById(variable, value);
            }
        }
    }

    /// <summary>Gives an output of the whole workflow a value.</summary>
    public void SetWorkflowOutput(string name, JsonElement value) => run.Emit(new OutputSet(name, value));

    /// <summary>Writes a line into the journal.</summary>
    public void WriteLine(string text) => run.Emit(new LineWritten(VisitKey, Activity.Id, Visit, text));

    /// <summary>Names the instance.</summary>
    public void SetInstanceName(string? name) => run.Emit(new NameChanged(name));

    /// <summary>Gives the instance a correlation id.</summary>
    public void Correlate(string? correlationId) => run.Emit(new CorrelationChanged(correlationId));

    /// <summary>Tells the world something, through the outbox.</summary>
    public void Announce(string kind, JsonElement payload) => run.Effects.Add(new Effect.Announced(Activity.Id, Visit, kind, payload));

    private static JsonElement Held(VariableDeclaration variable, JsonElement value) => variable.TryHold(value, out var held)
        ? held
        : throw new ActivityFaultException(
            "wrong-type",
            $"Expected {variable.Expected} for the variable '{variable.Name}' but got '{JsonReading.Shorten(Values.Show(value))}'.");

    private (int Scope, VariableDeclaration Variable)? Find(Predicate<VariableDeclaration> match)
    {
        foreach (var (state, declared) in run.Reach(scope))
        {
            foreach (var variable in declared)
            {
                if (match(variable))
                {
                    return (state.Key, variable);
                }
            }
        }

        return null;
    }

    private CompiledExpression? ExpressionOf(string input)
    {
        var inputs = Activity.Type.Descriptor.Inputs;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Name == input)
            {
                return Activity.Inputs[i];
            }
        }

        throw new InvalidOperationException($"Expected {Activity.Type.Descriptor.TypeName} to declare the input '{input}' but it does not.");
    }
}
