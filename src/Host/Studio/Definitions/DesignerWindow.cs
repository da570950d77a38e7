namespace Alur.Host.Studio.Definitions;

/// <summary>
/// Which open page of the designer a request comes from. Our frame around Studio makes up a name at each load of the page and sends it along, so that two windows of
/// one person are two authors, as two people are; a program that speaks Elsa's contract sends none.
/// </summary>
internal static class DesignerWindow
{
    /// <summary>The header that holds the name.</summary>
    public const string Header = "Alur-Window";

    private const int MaxLength = 64;

    /// <summary>The window's name; null when none is sent, or one that is no name.</summary>
    public static string? Of(HttpContext context) =>
        context.Request.Headers[Header].ToString() is { Length: > 0 and <= MaxLength } name && name.All(char.IsAsciiLetterOrDigit) ? name : null;
}
