namespace Alur.Host.Search;

/// <summary>Terms that are no words: who may see a ticket, what state it is in. A colon tells them from words, which have none.</summary>
internal static class SearchTerm
{
    /// <summary>Begins each word of an internal note.</summary>
    public const string Internal = "i:";

    /// <summary>The ticket was closed.</summary>
    public const string Closed = "s:closed";

    /// <summary>Tickets of a reporter.</summary>
    public static string Owner(string reporterId) => "o:" + reporterId.ToLowerInvariant();

    /// <summary>Tickets that have come to a role.</summary>
    public static string Role(string role) => "r:" + string.Concat(role.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));

    /// <summary>The one ticket of a number.</summary>
    public static string Number(string number) => "n:" + number.ToLowerInvariant();
}
