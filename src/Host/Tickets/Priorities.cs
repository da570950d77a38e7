using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Tickets;

/// <summary>
/// The office's list of priorities, highest first (SOP 011, step 2, requires one but does not attach it). Setting <see cref="SettingKey"/>.
/// </summary>
/// <param name="contexts">Reads the setting.</param>
public sealed class Priorities(IDbContextFactory<AlurDb> contexts) : OfficeList(SettingKey, Defaults, contexts)
{
    /// <summary>Name of the setting.</summary>
    public const string SettingKey = "tickets.priorities";

    /// <summary>The list while the office has set none.</summary>
    public static IReadOnlyList<string> Defaults { get; } = ["Tinggi", "Sedang", "Rendah"];

    /// <summary>What is wrong with a priority; null when it is in the list.</summary>
    public static string? WhyBad(string priority, IReadOnlyList<string> allowed) =>
        allowed.Contains(priority, StringComparer.Ordinal) ? null : T("Pilih salah satu: {0}.", string.Join(", ", allowed));
}
