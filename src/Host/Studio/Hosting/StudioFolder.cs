using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;

namespace Alur.Host.Studio.Hosting;

/// <summary>
/// Where Studio's files lie: the folder of the setting <see cref="Setting"/>, else <c>studio</c> beside the program, else (in Development) <c>artifacts/studio</c> of the
/// repository that the program was built in. They are not part of the program: without them the host runs and says how to get them.
/// </summary>
public sealed partial class StudioFolder(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Path of the folder, relative to where the host is started.</summary>
    public const string Setting = "Studio:Folder";

    private static readonly FileExtensionContentTypeProvider Types = new()
    {
        Mappings = { [".dat"] = "application/octet-stream", [".wasm"] = "application/wasm", [".cur"] = "image/x-icon", [".woff2"] = "font/woff2" },
    };

    private readonly Lock _reading = new();
    private volatile FrozenDictionary<string, StudioFile>? _files;

    /// <summary>True when Studio is there. Looked for again until it is: installing it needs no restart.</summary>
    public bool IsThere => Files is not null;

    /// <summary>The file of a path below <c>/studio</c>, for example <c>/_framework/dotnet.js</c>; null when there is none.</summary>
    public StudioFile? Find(string path) => Files?.GetValueOrDefault(path);

    private FrozenDictionary<string, StudioFile>? Files
    {
        get
        {
            if (_files is not null)
                return _files;
            lock (_reading)
                return _files ??= Candidates().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "_framework", "dotnet.js"))
                    || File.Exists(Path.Combine(folder, "_framework", "dotnet.js.gz"))) is { } found ? Read(found) : null;
        }
    }

    private IEnumerable<string> Candidates()
    {
        if (configuration[Setting] is { Length: > 0 } configured)
        {
            yield return Path.GetFullPath(configured);
            yield break;
        }
        yield return Path.Combine(AppContext.BaseDirectory, "studio");
        if (!environment.IsDevelopment())
            yield break;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Alur.slnx")))
                yield return Path.Combine(folder.FullName, "artifacts", "studio");
        }
    }

    private static FrozenDictionary<string, StudioFile> Read(string folder)
    {
        // Only these can be asked for: a path is looked up here, never put together with the folder.
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => "/" + Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'), StringComparer.Ordinal);
        return paths.Keys.Where(name => !name.StartsWith("/.", StringComparison.Ordinal)).Select(Original).Distinct(StringComparer.Ordinal)
            .ToFrozenDictionary(
                name => name,
                name => new StudioFile(
                    TypeOf(name), paths.GetValueOrDefault(name), paths.GetValueOrDefault(name + ".gz"), paths.GetValueOrDefault(name + ".br"), Fingerprint().IsMatch(name)),
                StringComparer.Ordinal);
    }

    private static string Original(string name) => name.EndsWith(".gz", StringComparison.Ordinal) || name.EndsWith(".br", StringComparison.Ordinal) ? name[..^3] : name;

    private static string TypeOf(string name) => Types.TryGetContentType(name, out var type)
        ? type is "text/javascript" or "text/css" or "text/plain" ? type + "; charset=utf-8" : type
        : "application/octet-stream";

    [GeneratedRegex(@"^/_framework/.*\.[a-z0-9]{10}\.(wasm|js|dat)$", RegexOptions.CultureInvariant)]
    private static partial Regex Fingerprint();
}
