using Alur.Host.Texts;

namespace Alur.Host.Pages.Desk;

/// <summary>How large a file is, as people read it beside its name.</summary>
internal static class FileSize
{
    private const int Kilo = 1024;

    /// <summary>Such as <c>34 kB</c> or <c>1,5 MB</c>, rounded to the nearest; a file that has anything in it is never of no size.</summary>
    /// <param name="bytes">Its size.</param>
    public static string Of(long bytes)
    {
        var kilobytes = (bytes + Kilo / 2) / Kilo;
        return kilobytes < Kilo ? $"{Math.Max(1, kilobytes)} kB" : (bytes / (decimal)(Kilo * Kilo)).ToString("0.0", Languages.Forms) + " MB";
    }
}
