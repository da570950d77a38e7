using Alur.Host.Security;
using Microsoft.AspNetCore.DataProtection;

namespace Alur.Host.Tickets;

/// <summary>
/// The tokens of links that open one ticket without signing in, for mails to its reporter: made when the mail is sent, stored nowhere, good for a while.
/// </summary>
/// <param name="protection">Makes tokens that only this site can make.</param>
public sealed class TrackingLinks(IDataProtectionProvider protection)
{
    /// <summary>How long a link holds, in real time.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(60);

    private const int LongestToken = 1_000;

    private readonly ITimeLimitedDataProtector links = protection.CreateProtector("Alur.Tracking.Link").ToTimeLimitedDataProtector();

    /// <summary>The token of a link to a ticket in a mail to its reporter.</summary>
    /// <param name="ticketId">The ticket.</param>
    public string TokenFor(string ticketId) => links.Protect(ticketId, Life);

    /// <summary>The ticket of a token; null when it is none, or too old.</summary>
    /// <param name="token">From the address.</param>
    public string? TicketOf(string? token) => token is { Length: <= LongestToken } ? links.Open(token) : null;
}
