namespace Alur.Host.Tests.Studio.Hosting;

/// <summary>Where the build put Elsa Studio, for tests that want the real one, and a small invented one for those that look at single files.</summary>
internal static class StudioFolderOfTests
{
    /// <summary>A folder with a plain file, one in both compressed forms, and one with brotli only.</summary>
    public static string Invent(string folder)
    {
        Write(folder, "_framework/dotnet.js", "export default 1;");
        Write(folder, "_framework/Alur.a1b2c3d4e5.wasm.br", "compressed by brotli");
        Write(folder, "_framework/Alur.a1b2c3d4e5.wasm.gz", "compressed by gzip");
        Write(folder, "_framework/icudt.a1b2c3d4e5.dat", "places");
        Write(folder, "_content/style.css", "body{}");
        Write(folder, ".stamp", "secret of the build");
        return folder;
    }

    private static void Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = File.Create(path);
        using Stream stream = Path.GetExtension(name) switch
        {
            ".br" => new System.IO.Compression.BrotliStream(file, System.IO.Compression.CompressionLevel.Fastest),
            ".gz" => new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest),
            _ => file,
        };
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
