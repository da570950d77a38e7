using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Alur.Host.Identity.External;

/// <summary>
/// Forms on the way through signing in elsewhere: too long for an address, so they wait here, in memory, for a while. After a restart, or on another host, only
/// the form is lost and not the signing in.
/// </summary>
/// <param name="real">They wait in real time.</param>
public sealed class KeptForms(RealTime real)
{
    private const int Most = 500;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(20);

    private readonly ConcurrentDictionary<string, (string Text, DateTimeOffset Until)> kept = new(StringComparer.Ordinal);

    /// <summary>Keeps a form; gives its name, or null when there are too many or there is none.</summary>
    public string? Keep(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        foreach (var (name, form) in kept)
        {
            if (form.Until < real.Now)
                kept.TryRemove(name, out _);
        }
        if (kept.Count >= Most)
            return null;
        var key = RandomNumberGenerator.GetHexString(32, lowercase: true);
        kept[key] = (text, real.Now + Life);
        return key;
    }

    /// <summary>The form, which is then kept no more; null when there is none.</summary>
    public string? Take(string? name) => name is not null && kept.TryRemove(name, out var form) && form.Until >= real.Now ? form.Text : null;
}
