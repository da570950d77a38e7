namespace Alur.Workflows.Definitions;

/// <summary>How much a problem matters.</summary>
public enum ProblemSeverity
{
    /// <summary>The definition cannot run.</summary>
    Error,

    /// <summary>
    /// It runs where it was published before there was the rule, since what people wait on must go on; it is not published anew, and nothing new runs it.
    /// </summary>
    Unpublishable,

    /// <summary>It runs, but probably not as its author meant.</summary>
    Warning,
}

/// <summary>Something wrong in a definition, found by reading or compiling it.</summary>
/// <param name="Code">Stable slug, such as <c>unknown-type</c>, <c>unknown-port</c>, <c>dangling-connection</c>, <c>no-start</c>, <c>unreachable</c>, <c>dead-end</c>,
/// <c>duplicate-id</c>, <c>bad-expression</c>, <c>wrong-type</c>, <c>missing-input</c>; for a text that is not a definition at all <c>not-json</c>, <c>not-an-object</c>, <c>no-root</c>, <c>malformed</c>,
/// <c>missing-id</c>, <c>duplicate-property</c>, <c>bad-text</c>, <c>too-deep</c>, <c>too-large</c>. A public contract.</param>
/// <param name="Path">JSON path of the place, such as <c>$.root.activities[3].text</c>.</param>
/// <param name="Message">A sentence, "Expected … but …".</param>
/// <param name="ActivityId">The activity it concerns, when there is one.</param>
/// <param name="Severity">Whether it stops the definition from running.</param>
public sealed record Problem(string Code, string Path, string Message, string? ActivityId = null, ProblemSeverity Severity = ProblemSeverity.Error)
{
    /// <summary>True when a definition with this problem must not be published.</summary>
    public bool IsRefused => Severity != ProblemSeverity.Warning;
}
