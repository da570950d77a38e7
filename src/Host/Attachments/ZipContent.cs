using System.IO.Compression;

namespace Alur.Host.Attachments;

/// <summary>Looks into a zip's directory (nothing is unpacked) to tell office documents from plain archives, and refuses those with macros.</summary>
internal static class ZipContent
{
    private const int MostEntries = 10_000;

    /// <summary>The type, or null when it is no readable zip or an office document with macros.</summary>
    public static SniffedType? TypeOf(Stream file)
    {
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostEntries)
                return null;
            var names = zip.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
                return null;
            if (names.Contains("[Content_Types].xml"))
                return OfficeOpenXml(names);
            return zip.GetEntry("mimetype") is { Length: < 200 } mimetype ? OpenDocument(mimetype) : SniffedType.Zip;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static SniffedType OfficeOpenXml(HashSet<string> names)
    {
        if (names.Contains("word/document.xml"))
            return new SniffedType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");
        if (names.Contains("xl/workbook.xml"))
            return new SniffedType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");
        return names.Contains("ppt/presentation.xml")
            ? new SniffedType("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx")
            : SniffedType.Zip;
    }

    private static SniffedType OpenDocument(ZipArchiveEntry mimetype)
    {
        using var reader = new StreamReader(mimetype.Open());
        return reader.ReadToEnd().Trim() switch
        {
            "application/vnd.oasis.opendocument.text" => new SniffedType("application/vnd.oasis.opendocument.text", ".odt"),
            "application/vnd.oasis.opendocument.spreadsheet" => new SniffedType("application/vnd.oasis.opendocument.spreadsheet", ".ods"),
            "application/vnd.oasis.opendocument.presentation" => new SniffedType("application/vnd.oasis.opendocument.presentation", ".odp"),
            _ => SniffedType.Zip,
        };
    }
}
