using System.Text.Json;

namespace Alur.Workflows.Expressions;

/// <summary>
/// An expression of a definition, parsed once. Evaluating it is bounded in time, memory and recursion whatever the author wrote.
/// </summary>
public abstract class CompiledExpression
{
    /// <summary>The syntax it was written in: <c>Literal</c>, <c>Object</c>, <c>JavaScript</c>, <c>Liquid</c> or <c>Variable</c>.</summary>
    public abstract string Syntax { get; }

    /// <summary>The value, when it stands in the definition and is known before anything runs; null for a script, a template or a variable.</summary>
    public virtual JsonElement? Known => null;

    /// <summary>
    /// The value, already of the kind the input asks for; a JSON null (<see cref="JsonValueKind.Null"/>) for none.
    /// </summary>
    /// <param name="scope">Variables and inputs it may read and set.</param>
    /// <exception cref="ActivityFaultException">The script failed, took too long, or gave a value of the wrong kind.</exception>
    public abstract JsonElement Evaluate(IExpressionScope scope);
}

/// <summary>What an expression can see of the running instance.</summary>
public interface IExpressionScope
{
    /// <summary>Id of the instance.</summary>
    string InstanceId { get; }

    /// <summary>The instance's correlation id, if it has one.</summary>
    string? CorrelationId { get; }

    /// <summary>The instance's name, if it has one.</summary>
    string? InstanceName { get; }

    /// <summary>The moment of the step; scripts see it as "now".</summary>
    DateTimeOffset Now { get; }

    /// <summary>Names of all variables in reach, inner ones first.</summary>
    IEnumerable<string> VariableNames { get; }

    /// <summary>The value of the nearest variable of that name; false when there is none of that name.</summary>
    bool TryGetVariable(string name, out JsonElement value);

    /// <summary>The value of the variable with that id; JSON null when it has none.</summary>
    JsonElement GetVariableById(string id);

    /// <summary>A value as the nearest variable of that name would hold it; as it is when there is none of that name.</summary>
    /// <exception cref="ActivityFaultException">It is not of the variable's type.</exception>
    JsonElement Hold(string name, JsonElement value);

    /// <summary>Sets the nearest variable of that name, or a new one of the instance when there is none.</summary>
    /// <exception cref="ActivityFaultException">The value is not of the variable's type.</exception>
    void SetVariable(string name, JsonElement value);

    /// <summary>An input the instance was started with; false when it was not given.</summary>
    bool TryGetInput(string name, out JsonElement value);

    /// <summary>Whether the definition declares an input of that name: one that was not given is then null, not unknown.</summary>
    bool DeclaresInput(string name);
}

/// <summary>
/// An activity could not do its work: a script failed, an input had the wrong type, the author asked for a fault. The engine turns it into an incident on the activity.
/// </summary>
public sealed class ActivityFaultException : Exception
{
    /// <summary>A fault with a stable code and a sentence.</summary>
    /// <param name="code">Slug such as <c>script-failed</c>, <c>script-too-slow</c>, <c>wrong-type</c>.</param>
    /// <param name="message">A sentence, "Expected … but …".</param>
    public ActivityFaultException(string code, string message)
        : base(message) => Code = code;

    /// <summary>Stable slug.</summary>
    public string Code { get; }
}
