using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Alur.Workflows.Definitions;
using Alur.Workflows.Expressions;

namespace Alur.Workflows.Flow;

/// <summary>
/// The behaviour of an activity type. One object serves all nodes and instances, so it keeps no state; it does no I/O: what must touch the world is returned as data.
/// </summary>
public abstract class ActivityType
{
    /// <summary>What it is, for designer, compiler and engine.</summary>
    public abstract ActivityDescriptor Descriptor { get; }

    /// <summary>The outcomes of one node of this type; those of the descriptor unless the node's inputs decide (FlowSwitch, FlowFork).</summary>
    /// <param name="activity">The node's JSON.</param>
    public virtual ImmutableArray<string> PortsOf(JsonObject activity)
    {
        if (Descriptor.IsTerminal)
        {
            return [];
        }

        var flow = Descriptor.Ports.Where(p => p.Kind == PortKind.Flow).Select(p => p.Name).ToImmutableArray();
        return flow.IsEmpty ? [PortDescriptor.Done.Name] : flow;
    }

    /// <summary>Checks a node and compiles what the descriptor's inputs do not cover; the result is kept in <see cref="CompiledActivity.Extra"/>.</summary>
    /// <param name="activity">The node's JSON.</param>
    /// <param name="path">Its JSON path.</param>
    /// <param name="sink">Compiles expressions and takes problems.</param>
    public virtual object? Compile(JsonObject activity, string path, ICompileSink sink) => null;

    /// <summary>Starts a visit.</summary>
    /// <exception cref="ActivityFaultException">It cannot do its work.</exception>
    public abstract ActivityResult Execute(ActivityContext context);

    /// <summary>
    /// What is wrong with an answer to a waiting visit, by field; empty when it may be taken. Called before anything changes.
    /// </summary>
    public virtual ImmutableDictionary<string, string> Check(ActivityContext context, string outcome, JsonElement data) => ImmutableDictionary<string, string>.Empty;

    /// <summary>The outcomes a waiting visit can be answered with; its ports unless the activity offers people other ones than it has ports.</summary>
    public virtual ImmutableArray<string> AnswersOf(CompiledActivity activity) => activity.Ports;

    /// <summary>Goes on after an answer, an event or a timer.</summary>
    /// <param name="context">The visit.</param>
    /// <param name="outcome">The outcome answered.</param>
    /// <param name="data">What came with it; JSON null for nothing.</param>
    public virtual ActivityResult Resume(ActivityContext context, string outcome, JsonElement data) => ActivityResult.Complete(outcome);

    /// <summary>
    /// What a visit of a node may do first, whatever the data; the soundness check tries each. One too many only makes the check stricter, one too few makes it wrong.
    /// Empty when there are too many to say. Unless overridden a visit ends its scope if the type is terminal, enters any one of its scopes if it has some, and else is
    /// done at once by any one of its ports: a type that waits, or gives several outcomes at once, overrides this.
    /// </summary>
    public virtual ImmutableArray<ActivityResult> Foresee(CompiledActivity activity)
    {
        if (Descriptor.IsTerminal)
        {
            return [ActivityResult.EndScope(PortDescriptor.Done.Name)];
        }

        return activity.Scopes.IsEmpty ? ForeseeResumed(activity) : [.. activity.Scopes.Select(s => ActivityResult.Enter(s.Name))];
    }

    /// <summary>What a visit that waits may do when it goes on, whatever the data: as <see cref="Foresee"/>. Unless overridden it is done by any one of its ports.</summary>
    public virtual ImmutableArray<ActivityResult> ForeseeResumed(CompiledActivity activity) => [.. activity.Ports.Select(p => ActivityResult.Complete(p))];

    /// <summary>Goes on when a scope it entered is done.</summary>
    /// <param name="context">The visit.</param>
    /// <param name="scope">Name of the scope.</param>
    /// <param name="outcomes">The outcomes that an <c>Elsa.Complete</c> inside named; <c>Done</c> otherwise.</param>
    public virtual ActivityResult ScopeDone(ActivityContext context, string scope, ImmutableArray<string> outcomes) => ActivityResult.Complete(outcomes);
}

/// <summary>What a type may ask of the compiler.</summary>
public interface ICompileSink
{
    /// <summary>Compiles an expression object <c>{"type":…,"value":…}</c>, or an input wrapper around one; null, with a problem reported, when it is bad.</summary>
    CompiledExpression? Expression(JsonNode? node, ValueKind kind, string path);

    /// <summary>Takes a problem.</summary>
    void Report(string code, string path, string message, ProblemSeverity severity = ProblemSeverity.Error);

    /// <summary>True when a variable with this id is in reach of the node.</summary>
    bool HasVariable(string id) => VariableWithId(id) is not null;

    /// <summary>The variable with this id that is in reach of the node; null when there is none.</summary>
    VariableDeclaration? VariableWithId(string id);

    /// <summary>The nearest variable of this name in reach of the node; null when there is none.</summary>
    VariableDeclaration? VariableNamed(string name);
}
