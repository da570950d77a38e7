using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Alur.Host.Sla.Webhooks;

/// <summary>Keys that calls are signed with: made here, shown once, kept protected.</summary>
/// <param name="protection">Protects them at rest.</param>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Alur.Webhooks.Secret");

    /// <summary>A new secret, in clear for its owner and protected for storing.</summary>
    public (string Clear, string AtRest) Make()
    {
        var clear = "whsec_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (clear, _protector.Protect(clear));
    }

    /// <summary>The signature of a call: HMAC-SHA256 over the time stamp, a dot and the body, as <c>v1=</c> and lower-case hex.</summary>
    /// <param name="atRest">The protected secret.</param>
    /// <param name="timestamp">Seconds since 1970, as in the header.</param>
    /// <param name="body">The body, byte by byte as it is sent.</param>
    /// <exception cref="CryptographicException">The secret cannot be read any more.</exception>
    public string Sign(string atRest, string timestamp, string body) => Signature(_protector.Unprotect(atRest), timestamp, body);

    /// <summary>The signature with a secret in clear.</summary>
    /// <param name="secret">The secret, as its owner was shown it.</param>
    /// <param name="timestamp">Seconds since 1970.</param>
    /// <param name="body">The body.</param>
    public static string Signature(string secret, string timestamp, string body) =>
        "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}")));
}
