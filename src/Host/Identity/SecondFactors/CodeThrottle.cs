using System.Net;

namespace Alur.Host.Identity.SecondFactors;

/// <summary>
/// Slows down guessing of codes, as <see cref="SignInThrottle"/> does of passwords, but more: a code has six digits, and who guesses has the password already.
/// So the limit over all addresses is narrow too; a stranger cannot use it to lock somebody out.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class CodeThrottle(TimeProvider time)
{
    private readonly SignInThrottle attempts = new(time, perNameAndAddress: 5, perAddress: 30, perName: 10, TimeSpan.FromMinutes(15));

    /// <summary>Counts an attempt. Null when it may go on; otherwise the whole seconds to wait.</summary>
    public int? Begin(string userId, IPAddress? address) => attempts.Begin(userId, address);

    /// <summary>The code was right: it does not count.</summary>
    public void Succeeded(string userId, IPAddress? address) => attempts.Succeeded(userId, address);
}
