using System.Collections.Immutable;
using Alur.Workflows.Instances;

namespace Alur.Workflows.Flow;

/// <summary>What an activity says after it ran. A closed set.</summary>
public abstract record ActivityResult
{
    private ActivityResult()
    {
    }

    /// <summary>Done with the outcome <c>Done</c>.</summary>
    public static ActivityResult Done { get; } = new Completed(["Done"]);

    /// <summary>Done with these outcomes.</summary>
    public static ActivityResult Complete(params ImmutableArray<string> outcomes) => new Completed(outcomes);

    /// <summary>Waits for somebody or something.</summary>
    public static ActivityResult Wait(Bookmark bookmark) => new Waiting(bookmark);

    /// <summary>Runs the scope of that name and goes on by <see cref="ActivityType.ScopeDone"/>.</summary>
    public static ActivityResult Enter(string scope) => new Entering(scope);

    /// <summary>Ends the scope it stands in, cancelling what is left there; the container gets these outcomes.</summary>
    public static ActivityResult EndScope(params ImmutableArray<string> outcomes) => new Ending(outcomes);

    /// <summary>The visit is over; each connection from one of the outcomes gets a token.</summary>
    public sealed record Completed(ImmutableArray<string> Outcomes) : ActivityResult;

    /// <summary>The visit waits.</summary>
    public sealed record Waiting(Bookmark Bookmark) : ActivityResult;

    /// <summary>The visit runs a scope inside.</summary>
    public sealed record Entering(string Scope) : ActivityResult;

    /// <summary>The visit ends its scope.</summary>
    public sealed record Ending(ImmutableArray<string> Outcomes) : ActivityResult;
}
