using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Alur.Host.Refusals;
using Microsoft.Win32.SafeHandles;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Attachments;

/// <summary>A file that is on disk and will stay there.</summary>
/// <param name="StoredAs">Path relative to the store's folder; made of the file's id only.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Type">What it is, by its bytes.</param>
public sealed record StoredFile(string StoredAs, long Size, string Sha256, SniffedType Type);

/// <summary>
/// The bytes of attachments: a folder outside the web root, files named by their id. A file is complete and flushed to the disk, its directory entry too, before
/// anybody is told of it; the row comes after. A crash between the two leaves a file that no row names: harmless.
/// </summary>
public sealed class FileStore
{
    /// <summary>Setting that names the folder.</summary>
    public const string Setting = "Attachments:Folder";

    /// <summary>Largest file, in bytes.</summary>
    public const long LargestFile = 10 * 1024 * 1024;

    private const string Partial = ".part";

    private readonly string _folder;

    /// <summary>A store in the folder that the configuration names, <c>var/attachments</c> when it names none.</summary>
    public FileStore(IConfiguration configuration) => _folder = Path.GetFullPath(configuration[Setting] ?? Path.Combine("var", "attachments"));

    /// <summary>Writes a file as it streams in. Whatever is refused or breaks off leaves nothing behind.</summary>
    /// <param name="id">Id of the attachment; 32 hex digits.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="sentName">Name as sent, to tell CSV from text.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<(StoredFile? File, Refusal? Refusal)> WriteAsync(string id, Stream content, string sentName, CancellationToken cancellationToken)
    {
        var storedAs = PathOf(id);
        var path = Path.Combine(_folder, storedAs);
        var partial = path + Partial;
        EnsureFolder(Path.GetDirectoryName(path)!);
        try
        {
            var (file, refusal) = await WritePartialAsync(partial, storedAs, content, sentName, cancellationToken);
            if (file is not null)
            {
                File.Move(partial, path);
                SyncFolder(Path.GetDirectoryName(path)!);
            }
            return (file, refusal);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Where the file of an id lies: two levels, so that no folder grows without bound. The end of a version 7 id is random, its start is the time.</summary>
    /// <param name="id">Id of the attachment.</param>
    public static string PathOf(string id) => Path.Combine(id[^2..], id);

    /// <summary>Removes whatever there is of a file, also what had only begun to come.</summary>
    /// <param name="id">Id of the attachment.</param>
    public void Discard(string id)
    {
        var path = Path.Combine(_folder, PathOf(id));
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            return;
        File.Delete(path + Partial);
        File.Delete(path);
    }

    /// <summary>Removes a stored file that no row names.</summary>
    public void Delete(string storedAs) => File.Delete(Path.Combine(_folder, storedAs));

    /// <summary>Whether a stored file is there.</summary>
    public bool Has(string storedAs) => File.Exists(Path.Combine(_folder, storedAs));

    /// <summary>Opens a stored file for reading.</summary>
    /// <exception cref="IOException">The file is not there.</exception>
    public Stream Open(string storedAs) => new FileStream(Path.Combine(_folder, storedAs), FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);

    private static async Task<(StoredFile? File, Refusal? Refusal)> WritePartialAsync(
        string partial, string storedAs, Stream content, string sentName, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(partial, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, useAsync: true);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        long size = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            size += read;
            if (size > LargestFile)
                return (null, new Refusal.TooLarge(LargestFile));
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
        if (size == 0)
            return (null, new Refusal.Invalid("file", T("Berkas kosong.")));
        await file.FlushAsync(cancellationToken);
        if (await SniffAsync(file, sentName, cancellationToken) is not { } type)
            return (null, new Refusal.UnsupportedType(T("Isi berkas ini bukan jenis yang diterima, apa pun namanya.")));
        file.Flush(flushToDisk: true);
        return (new StoredFile(storedAs, size, Convert.ToHexStringLower(hash.GetHashAndReset()), type), null);
    }

    private static async Task<SniffedType?> SniffAsync(FileStream file, string sentName, CancellationToken cancellationToken)
    {
        file.Position = 0;
        var head = new byte[SniffedType.HeadLength];
        var length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var type = SniffedType.Of(head.AsSpan(0, length), sentName);
        if (type != SniffedType.Zip)
            return type;
        file.Position = 0;
        return ZipContent.TypeOf(file);
    }

    // A folder that was just made must be on disk too, or its files are lost with it.
    private void EnsureFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        Directory.CreateDirectory(folder);
        SyncFolder(_folder);
    }

    // A file that is flushed but whose name is not can be gone after a power cut.
    private static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = new SafeFileHandle(open(folder, flags: 0), ownsHandle: true);
        if (handle.IsInvalid || fsync(handle.DangerousGetHandle().ToInt32()) != 0)
            throw new IOException($"Expected the folder of an attachment to be written to disk but got error {Marshal.GetLastPInvokeError()}.");
    }

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(string path, int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int file);
}
