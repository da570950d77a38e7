namespace Alur.Host.Features.Reports;

/// <summary>
/// Text for a cell of a spreadsheet. A program that opens the file takes a text that begins with certain signs for a formula and carries it out, and names and
/// steps are written by people: such a text gets an apostrophe before it, which every such program reads as "this is text".
/// </summary>
internal static class SafeCell
{
    private const string Dangerous = "=+-@\t\r";

    /// <summary>The text, harmless.</summary>
    /// <param name="text">The text; null stays.</param>
    public static string? Of(string? text) => text is [var first, ..] && Dangerous.Contains(first, StringComparison.Ordinal) ? "'" + text : text;
}
