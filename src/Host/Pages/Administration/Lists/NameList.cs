using System.Text.Json;
using Alur.Host.Features.Delivery;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Storage.Writes;
using Alur.Host.Tickets;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Pages.Administration.Lists;

/// <summary>A list of names as a form sends it: one a line, in the office's order.</summary>
internal static class NameList
{
    private const int Most = 20;
    private const int Longest = 50;

    /// <summary>The names of a field; what is wrong with them goes to <paramref name="errors"/>.</summary>
    public static string[] Read(string? text, string field, FieldErrors errors)
    {
        var names = (text ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length is 0 or > Most) errors.Add(field, T("Isi satu sampai {0} nama.", Most));
        if (names.Any(name => name.Length > Longest || name.Any(char.IsControl))) errors.Add(field, T("Setiap nama paling banyak {0} karakter.", Longest));
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Length) errors.Add(field, T("Setiap nama hanya sekali."));
        return names;
    }

    /// <summary>Stores a list with the record of who changed it.</summary>
    public static async Task StoreAsync(OfficeList list, string[] names, string action, Actor actor, OperatorRecords records)
    {
        await records.DoAsync(actor, action, list.Key, string.Join(", ", names), SupportWrites.PutSetting(list.Key, JsonSerializer.Serialize(names)));
        list.Forget();
    }
}
