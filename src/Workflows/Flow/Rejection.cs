using System.Collections.Immutable;

namespace Alur.Workflows.Flow;

/// <summary>
/// Why a stimulus was not taken. A rejection changes nothing. A closed set; messages read "Expected … but …".
/// </summary>
public abstract record Rejection(string Message)
{
    /// <summary>There is no such instance, activity, visit or incident.</summary>
    public sealed record NotFound(string Message) : Rejection(Message);

    /// <summary>The caller may not do this.</summary>
    public sealed record NotAllowed(string Message) : Rejection(Message);

    /// <summary>It is there, but in another state.</summary>
    public sealed record WrongState(string Message) : Rejection(Message);

    /// <summary>The caller acted on an old picture, such as an earlier visit.</summary>
    public sealed record Stale(string Message) : Rejection(Message);

    /// <summary>The data are wrong; by field.</summary>
    public sealed record Invalid(string Message, ImmutableDictionary<string, string> Fields) : Rejection(Message);
}
