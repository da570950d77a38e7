namespace Alur.Host.Storage.Tickets;

/// <summary>Gives out ticket numbers.</summary>
public interface ITicketNumbers
{
    /// <summary>Takes the next number of a series.</summary>
    /// <param name="prefix">What numbers of the SOP begin with, for example <c>011</c>.</param>
    /// <param name="now">The moment; its year in Jakarta goes into the number.</param>
    /// <param name="cancellationToken">Gives up waiting; the number is then lost, which is allowed.</param>
    /// <returns>A number no other call ever got, for example <c>011-2026-000123</c>.</returns>
    Task<string> NextAsync(string prefix, DateTimeOffset now, CancellationToken cancellationToken = default);
}
