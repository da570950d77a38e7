namespace Alur.Host.Pages.Accounts;

/// <summary>A browser in the words of whoever uses it, out of what it says of itself.</summary>
internal static class AgentWords
{
    private const int Longest = 40;

    // In this order: every one of them also claims to be those below it.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Macintosh", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>The browser and the system; what is no known browser as it is, cut when it is long.</summary>
    /// <param name="agent">What the browser says of itself.</param>
    public static string Of(string agent)
    {
        if (NameOf(Browsers, agent) is not { } browser)
            return agent.Length <= Longest ? agent : agent[..(Longest - 1)].TrimEnd() + "…";
        return NameOf(Systems, agent) is { } system ? $"{browser}, {system}" : browser;
    }

    private static string? NameOf((string Sign, string Name)[] known, string agent) =>
        known.FirstOrDefault(one => agent.Contains(one.Sign, StringComparison.Ordinal)).Name;
}
