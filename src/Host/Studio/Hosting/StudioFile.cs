using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Alur.Host.Studio.Hosting;

/// <summary>One file of Studio in the forms in which it lies on the disk.</summary>
/// <param name="Type">Content type of the original.</param>
/// <param name="Plain">Path of the original; null when only compressed forms were kept.</param>
/// <param name="Gzip">Path of the gzip form, or null.</param>
/// <param name="Brotli">Path of the brotli form, or null.</param>
/// <param name="IsFingerprinted">True when the name changes with the content, so that a browser may keep it for ever.</param>
public sealed record StudioFile(string Type, string? Plain, string? Gzip, string? Brotli, bool IsFingerprinted)
{
    private readonly ConcurrentDictionary<string, string> _tags = new(StringComparer.Ordinal);

    /// <summary>True when the answer depends on what the client can unpack.</summary>
    public bool Varies => Gzip is not null || Brotli is not null;

    /// <summary>The smallest form that a client takes: its path and its content coding, null for the original.</summary>
    /// <param name="takes">Says whether the client takes a coding.</param>
    public (string Path, string? Coding) For(Func<string, bool> takes) =>
        Brotli is not null && takes("br") ? (Brotli, "br")
        : Gzip is not null && takes("gzip") ? (Gzip, "gzip")
        : (Plain ?? Gzip ?? Brotli!, null);

    /// <summary>True when the form on the disk must be unpacked for a client that takes no coding.</summary>
    public bool MustUnpack(string path) => path != Plain;

    /// <summary>Opens the original out of a compressed form.</summary>
    public Stream Unpack(string path) => path == Gzip
        ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress)
        : new BrotliStream(File.OpenRead(path), CompressionMode.Decompress);

    /// <summary>Entity tag of the form, from its bytes; read once.</summary>
    public string TagOf(string path, string? coding) => _tags.GetOrAdd(coding ?? "", _ =>
    {
        using var bytes = File.OpenRead(path);
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}{(coding is null ? "" : "-" + coding)}\"";
    });
}
