using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tickets;

/// <summary>The applications that the form of a ticket suggests. A reporter may write another: nobody is sent away because a list is old.</summary>
/// <param name="contexts">Reads the setting.</param>
public sealed class Applications(IDbContextFactory<AlurDb> contexts) : OfficeList("tickets.applications", Defaults, contexts)
{
    /// <summary>The list while the office has set none: those of LPSE Support.</summary>
    public static IReadOnlyList<string> Defaults { get; } = ["SPSE", "SIRUP", "e-Katalog"];
}
