namespace Alur.Host.Tickets;

/// <summary>How a ticket comes in.</summary>
public static class Channels
{
    /// <summary>The reporter sends it himself.</summary>
    public const string Web = "web";

    /// <summary>All channels; every one but <see cref="Web"/> is recorded by staff for a caller.</summary>
    public static IReadOnlyList<string> All { get; } = [Web, "telepon", "datang langsung", "chat", "email"];
}
