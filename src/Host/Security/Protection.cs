using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Alur.Host.Security;

/// <summary>Reading back what was protected and has been in other hands: a link, a cookie, a hidden field.</summary>
internal static class Protection
{
    /// <summary>The text; null when it is none of ours, or too old where that counts, or its key is lost.</summary>
    /// <param name="protector">What protected it.</param>
    /// <param name="text">What came back; null or empty is none.</param>
    public static string? Open(this IDataProtector protector, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            return protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
