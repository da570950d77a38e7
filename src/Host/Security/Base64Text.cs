using System.Buffers.Text;

namespace Alur.Host.Security;

/// <summary>Reads base64url out of what somebody sent.</summary>
internal static class Base64Text
{
    /// <summary>The bytes of a text; false when it is no base64url or does not fit. The framework's own reading throws at a letter that is none of the alphabet.</summary>
    public static bool TryDecode(string text, Span<byte> into, out int length)
    {
        length = 0;
        return Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, into, out length);
    }
}
