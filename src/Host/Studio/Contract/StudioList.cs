namespace Alur.Host.Studio.Contract;

/// <summary>A list as Studio reads most of them.</summary>
/// <param name="Items">What is in it.</param>
/// <param name="Count">How many there are.</param>
public sealed record StudioList<T>(IReadOnlyList<T> Items, int Count);

/// <summary>Makes lists.</summary>
public static class StudioList
{
    /// <summary>A list of all of these.</summary>
    public static StudioList<T> Of<T>(params IReadOnlyList<T> items) => new(items, items.Count);
}

/// <summary>What the person may do with something, as Elsa says it. Without the link <c>publish</c> Studio opens a definition for reading only.</summary>
/// <param name="Href">Address below the contract's prefix.</param>
/// <param name="Rel">What following it does.</param>
/// <param name="Method">HTTP method.</param>
public sealed record StudioLink(string Href, string Rel, string Method);
