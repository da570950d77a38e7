namespace Alur.Host.Attachments;

/// <summary>What a file is, judged by its bytes. Neither its name nor the header it came with counts.</summary>
/// <param name="ContentType">Media type under which it is given back.</param>
/// <param name="Extension">Usual ending, with the dot.</param>
public sealed record SniffedType(string ContentType, string Extension)
{
    /// <summary>How many bytes of the start <see cref="Of"/> wants to see.</summary>
    public const int HeadLength = 4096;

    private static readonly SniffedType Pdf = new("application/pdf", ".pdf");
    private static readonly SniffedType Png = new("image/png", ".png");
    private static readonly SniffedType Jpeg = new("image/jpeg", ".jpg");
    private static readonly SniffedType Gif = new("image/gif", ".gif");
    private static readonly SniffedType WebP = new("image/webp", ".webp");
    private static readonly SniffedType Mp4 = new("video/mp4", ".mp4");
    private static readonly SniffedType PlainText = new("text/plain", ".txt");
    private static readonly SniffedType Csv = new("text/csv", ".csv");

    /// <summary>Marks a zip whose content decides; see <see cref="ZipContent"/>.</summary>
    internal static readonly SniffedType Zip = new("application/zip", ".zip");

    /// <summary>The type, or null when it is none that is taken (programs, HTML, SVG, scripts, the unknown).</summary>
    /// <param name="head">Start of the file, up to <see cref="HeadLength"/> bytes.</param>
    /// <param name="name">Name as sent; only tells CSV from other text.</param>
    public static SniffedType? Of(ReadOnlySpan<byte> head, string name)
    {
        if (head.StartsWith("%PDF-"u8))
            return Pdf;
        if (head.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return Png;
        if (head.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            return Jpeg;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
            return Gif;
        if (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8))
            return WebP;
        if (head.Length >= 12 && head[4..].StartsWith("ftyp"u8) && IsMp4Brand(head[8..12]))
            return Mp4;
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
            return Zip;
        if (!PlainTextSniffer.IsText(head))
            return null;
        return name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? Csv : PlainText;
    }

    private static bool IsMp4Brand(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("iso"u8) || brand.StartsWith("mp4"u8) || brand.StartsWith("avc1"u8) || brand.StartsWith("M4V"u8) || brand.StartsWith("MSNV"u8) || brand.StartsWith("dash"u8);
}
