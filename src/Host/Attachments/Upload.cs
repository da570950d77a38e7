using Alur.Host.Refusals;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Attachments;

/// <summary>The file part of a multipart request, read as it streams in.</summary>
internal static class Upload
{
    // Room for the headers and boundaries around the largest file.
    private const long LargestRequest = FileStore.LargestFile + (64 * 1024);
    private const int LongestBoundary = 100;

    /// <summary>Finds the first part that is a file.</summary>
    /// <returns>Its bytes and the name as sent, or why there is none.</returns>
    public static async Task<(Stream? Content, string Name, Refusal? Refusal)> FindAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > LargestRequest)
            return (null, "", new Refusal.TooLarge(FileStore.LargestFile));
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return (null, "", new Refusal.UnsupportedType(T("Kirim berkas sebagai multipart/form-data dengan satu bagian bernama 'file'.")));
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= LongestBoundary } boundary)
            return (null, "", Broken);
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (section.AsFileSection() is { FileStream: { } content } file)
                    return (content, file.FileName, null);
            }
            return (null, "", new Refusal.Invalid("file", T("Wajib ada satu berkas.")));
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return (null, "", Broken);
        }
    }

    /// <summary>True for what the framework throws at a body that is not what it says.</summary>
    // Not supported is a form that says it is written in UTF-7.
    public static bool IsBroken(Exception exception) =>
        exception is InvalidDataException or NotSupportedException or IOException and not BadHttpRequestException;

    /// <summary>The refusal of such a body.</summary>
    public static Refusal Broken => new Refusal.Malformed(T("Isi multipart rusak atau terputus."));
}
