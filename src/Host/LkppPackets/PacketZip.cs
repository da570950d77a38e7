using System.IO.Compression;
using System.Text;
using Alur.Host.Attachments;
using Microsoft.Net.Http.Headers;

namespace Alur.Host.LkppPackets;

/// <summary>A packet as a ZIP, written as it is sent: no more of a file than a buffer is in memory, and nothing is put on the disk.</summary>
/// <param name="packet">What goes in.</param>
/// <param name="summary">The summary as HTML.</param>
/// <param name="files">Stored files.</param>
internal sealed class PacketZip(Packet packet, string summary, FileStore files) : IResult
{
    // What a ZIP can say of a time.
    private static readonly DateTimeOffset First = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = new(2107, 12, 31, 0, 0, 0, TimeSpan.Zero);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/zip";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"paket-lkpp-{packet.Ticket.Number}.zip" }.ToString();
        response.Headers.CacheControl = "no-store";
        await WriteAsync(response.BodyWriter.AsStream(), httpContext.RequestAborted);
    }

    internal async Task WriteAsync(Stream to, CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        await AddAsync(zip, "ringkasan.html", packet.LastAt, CompressionLevel.Optimal, new MemoryStream(Encoding.UTF8.GetBytes(summary)), cancellationToken);
        // Most of what is sent is packed already.
        foreach (var file in packet.Files.Where(file => file.Entry is not null))
            await AddAsync(zip, file.Entry!, file.Row.At, CompressionLevel.NoCompression, files.Open(file.Row.StoredAs), cancellationToken);
    }

    private static async Task AddAsync(ZipArchive zip, string name, DateTimeOffset at, CompressionLevel level, Stream content, CancellationToken cancellationToken)
    {
        await using var from = content;
        var entry = zip.CreateEntry(name, level);
        // Without a zone a ZIP says times as they are on the wall: ours in UTC, wherever the host stands.
        var utc = at.ToUniversalTime();
        entry.LastWriteTime = utc < First ? First : utc > Last ? Last : utc;
        await using var into = await entry.OpenAsync(cancellationToken);
        await from.CopyToAsync(into, cancellationToken);
    }
}
