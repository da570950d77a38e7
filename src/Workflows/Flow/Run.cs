using System.Collections.Immutable;
using System.Text.Json;
using Alur.Workflows.Definitions;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>One step in the making: the state so far, the events and effects that led there.</summary>
internal sealed partial class Run(CompiledWorkflow definition, StateBuilder state, DateTimeOffset now)
{
    public CompiledWorkflow Definition { get; } = definition;

    public StateBuilder State { get; } = state;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Null for a real run. Otherwise nothing is executed: what visits do is foreseen, see <see cref="IForesight"/>.</summary>
    public IForesight? Foresight { get; init; }

    public ImmutableArray<Effect>.Builder Effects { get; } = ImmutableArray.CreateBuilder<Effect>(2);

    public ImmutableArray<EngineEvent>.Builder Events { get; } = ImmutableArray.CreateBuilder<EngineEvent>(4);

    /// <summary>The values that variables begin with, by id; those without one are left out.</summary>
    public static ImmutableSortedDictionary<string, JsonElement> Initial(ImmutableArray<VariableDeclaration> variables)
    {
        var values = Values.None;
        foreach (var variable in variables)
        {
            if (variable.InitialJson is { } json)
            {
                values = values.SetItem(variable.Id, Values.Parse(json));
            }
        }

        return values;
    }

    public void Emit(EngineEvent @event)
    {
        State.Apply(Now, @event);
        Events.Add(@event);
    }

    public void SetVariable(int scope, string id, JsonElement value) => Emit(new VariableSet(scope, id, value));

    public ActivityContext ContextOf(VisitState visit) => ContextOf(visit, Definition.ById[visit.Activity]);

    public ActivityContext ContextOf(VisitState visit, CompiledActivity activity) => new(this, activity, visit.Key, visit.Number, visit.Scope);

    /// <summary>The compiled inside of an open scope.</summary>
    public CompiledScope CompiledOf(ScopeState scope) => Definition.ById[State.Visit(scope.Owner!.Value).Activity].ScopeNamed(scope.Name)
        ?? throw new InvalidOperationException($"Expected a scope '{scope.Name}' in the definition but there is none.");

    /// <summary>The scopes whose variables are in reach of a scope, inner ones first.</summary>
    public IEnumerable<(ScopeState State, ImmutableArray<VariableDeclaration> Declared)> Reach(int scope)
    {
        while (true)
        {
            var state = State.Scope(scope);
            if (state.Owner is not { } owner)
            {
                yield return (state, Definition.Variables);
                yield break;
            }

            var visit = State.Visit(owner);
            yield return (state, Definition.ById[visit.Activity].Variables);
            scope = visit.Scope;
        }
    }
}
