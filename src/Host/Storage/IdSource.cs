using System.Security.Cryptography;

namespace Alur.Host.Storage;

/// <summary>
/// Makes identities: 32 hex digits of a version 7 GUID. Those of one host sort in the order they were made, also within one millisecond, so that rows
/// made together stay in order and new rows go to the end of an index.
/// </summary>
/// <param name="time">The clock the ids carry.</param>
public sealed class IdSource(TimeProvider time)
{
    private const int Length = 32;

    /// <summary>Low 12 bits: the number within the millisecond. The rest: the millisecond, which runs ahead of the clock if it must.</summary>
    private long _last;

    /// <summary>True for a text that can be an identity, so that nothing else is looked for.</summary>
    public static bool IsId(string? text) => text is { Length: Length } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>A new identity, different from every other.</summary>
    /// <returns>32 lower-case hex digits.</returns>
    public string Next()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds() << 12;
        long last, next;
        do
        {
            last = Volatile.Read(ref _last);
            next = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);

        Span<byte> random = stackalloc byte[8];
        RandomNumberGenerator.Fill(random);
        // The two highest bits are the variant of the standard.
        var tail = (BitConverter.ToUInt64(random) & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000;
        return $"{next >> 12:x12}7{next & 0xFFF:x3}{tail:x16}";
    }
}
