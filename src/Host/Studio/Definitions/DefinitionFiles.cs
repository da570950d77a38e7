using System.IO.Compression;
using Alur.Host.Studio.Contract;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Studio.Definitions;

/// <summary>Takes the definitions out of an uploaded file: a JSON file, or a zip of JSON files as Elsa exports several.</summary>
internal static class DefinitionFiles
{
    /// <summary>Adds what is in the file.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="documents">Where to add to.</param>
    /// <param name="most">Most documents taken.</param>
    /// <returns>What is wrong with the file; null when nothing is.</returns>
    public static string? Read(string name, byte[] content, List<(string Name, byte[] Json)> documents, int most)
    {
        if (content is not [(byte)'P', (byte)'K', ..])
        {
            documents.Add((name, WithoutMark(content)));
            return documents.Count > most ? TooMany(most) : null;
        }

        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            long total = 0;
            foreach (var entry in zip.Entries.Where(entry => entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
            {
                if (documents.Count >= most) return TooMany(most);
                // What the zip says of its size may be a lie; only what is read counts.
                using var inside = entry.Open();
                using var json = new MemoryStream();
                var buffer = new byte[81_920];
                for (int read; (read = inside.Read(buffer)) > 0;)
                {
                    total += read;
                    if (total > StudioApi.LargestDocument) return T("Isi '{0}' lebih besar dari {1} MiB.", name, StudioApi.LargestDocument / 1024 / 1024);
                    json.Write(buffer, 0, read);
                }

                documents.Add((entry.Name, WithoutMark(json.ToArray())));
            }

            return null;
        }
        catch (InvalidDataException)
        {
            return T("'{0}' bukan berkas zip yang utuh.", name);
        }
    }

    private static string TooMany(int most) => T("Paling banyak {0} definisi sekali impor.", most);

    private static byte[] WithoutMark(byte[] json) => json is [0xEF, 0xBB, 0xBF, ..] ? json[3..] : json;
}
