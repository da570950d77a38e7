namespace Alur.Host.Refusals;

/// <summary>
/// Why the host will not do what was asked: a value, not an exception. The hierarchy is closed (only nested cases exist) and each case must name
/// its <see cref="Kind"/> and say its <see cref="Detail"/>, so a refusal without a status or an Indonesian text does not compile.
/// A refusal has changed nothing.
/// </summary>
public abstract partial record Refusal
{
    private Refusal()
    {
    }

    /// <summary>Status, stable slug and title.</summary>
    public abstract ProblemKind Kind { get; }

    /// <summary>What went wrong this time, in an Indonesian sentence for a person.</summary>
    public abstract string Detail { get; }

    /// <summary>Messages by field (camelCase as in the body, dotted for nested); null when no field is to blame.</summary>
    public virtual IReadOnlyDictionary<string, string[]>? Errors => null;

    /// <summary>Further members of the problem document that a program can read; names are camelCase.</summary>
    public virtual IEnumerable<KeyValuePair<string, object?>> Members => [];

    /// <summary>Seconds to wait before trying again; becomes <c>Retry-After</c>. Null when waiting does not help.</summary>
    public virtual int? RetryAfterSeconds => null;
}
