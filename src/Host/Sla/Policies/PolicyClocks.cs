using Alur.Host.Storage.Rows;

namespace Alur.Host.Sla.Policies;

/// <summary>The clocks of a ticket as a policy and people name them.</summary>
public static class PolicyClocks
{
    /// <summary>From sending until staff first write to the reporter.</summary>
    public const string FirstResponse = "firstResponse";

    /// <summary>From sending until the ticket is over.</summary>
    public const string Solution = "solution";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> All { get; } = [FirstResponse, Solution];

    /// <summary>A clock's name in a policy.</summary>
    /// <param name="clock">The clock.</param>
    public static string NameOf(ClockKind clock) => clock == ClockKind.FirstResponse ? FirstResponse : Solution;

    /// <summary>A clock in words.</summary>
    /// <param name="clock">The clock.</param>
    public static string Show(ClockKind clock) => clock == ClockKind.FirstResponse ? "Tanggapan pertama" : "Penyelesaian";
}
