using static Alur.Host.Texts.Texts;

namespace Alur.Host.Refusals;

/// <summary>
/// One kind of refusal as a client sees it: what never changes between two answers of this kind.
/// The <paramref name="Slug"/> is a contract: clients branch on it, so it is never renamed.
/// </summary>
/// <param name="Slug">Stable name, lower case with dashes; ends the <c>type</c> URI and is repeated as <c>code</c>.</param>
/// <param name="Status">HTTP status, 400 to 599.</param>
/// <param name="Title">Short Indonesian title, the same for every answer of this kind.</param>
/// <param name="Remedy">Indonesian: why it happens and what the reader can do; shown at the <see cref="TypeUri"/>.</param>
public sealed record ProblemKind(string Slug, int Status, string Title, string Remedy)
{
    /// <summary>Short title in the language of the request, the same for every answer of this kind.</summary>
    public string Title { get => T(field); init; } = Title;

    /// <summary>Why it happens and what the reader can do, in the language of the request.</summary>
    public string Remedy { get => T(field); init; } = Remedy;

    /// <summary>The RFC 9457 <c>type</c>: a relative reference that this host answers with an explanation.</summary>
    public string TypeUri => "/problems/" + Slug;
}
