using System.Text.Json;
using System.Text.RegularExpressions;
using Alur.Host.Storage.Rows;
using Alur.Workflows.Expressions;
using Alur.Workflows.Instances;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.CannedReplies;

/// <summary>The text of a canned reply as Liquid, under the bounds that the wordings of mails have, and the names that it can use.</summary>
internal static partial class ReplyTemplate
{
    /// <summary>Longest template, in characters.</summary>
    public const int Longest = 5_000;

    /// <summary>Longest text that comes out: what a message may have.</summary>
    public const int LongestText = 20_000;

    /// <summary>The names, each with what it stands for.</summary>
    public static IReadOnlyList<(string Name, string What)> Names { get; } =
    [
        ("tiket.nomor", "nomor tiket"), ("tiket.judul", "judul tiket"), ("tiket.aplikasi", "aplikasi yang dilaporkan"), ("tiket.prioritas", "prioritas, bila sudah ditetapkan"),
        ("pelapor.nama", "nama pelapor"), ("petugas.nama", "nama petugas yang memakai balasan"), ("kantor.nama", "nama kantor menurut kalender kerja"),
    ];

    /// <summary>What is wrong with a template, in Indonesian; null when it can be filled.</summary>
    /// <param name="body">The template.</param>
    /// <param name="now">What it sees as "now".</param>
    /// <param name="office">The office's name.</param>
    public static string? WhyBad(string body, DateTimeOffset now, string office)
    {
        if (LiquidTemplate.TryParse(body, out var error) is null)
            return T("Templat tidak dapat dibaca: {0}", error);
        // Liquid writes nothing for a name that it does not know: a gap in a letter to a citizen, seen too late.
        if (Unknown(body) is { } name)
            return T("Nama '{0}' tidak dikenal. Yang dapat dipakai: {1}.", name, string.Join(", ", Names.Select(known => known.Name)));
        var (text, wrong) = Fill(body, Sample(office), now);
        return wrong ?? (string.IsNullOrWhiteSpace(text) ? T("Balasan menjadi kosong.") : null);
    }

    /// <summary>Fills a template; gives why it cannot be filled.</summary>
    public static (string? Text, string? Wrong) Fill(string body, JsonElement names, DateTimeOffset now)
    {
        try
        {
            var template = LiquidTemplate.TryParse(body, out var error);
            var text = template?.Render(names, now, asHtml: false).ReplaceLineEndings("\n").Trim();
            return text is null ? (null, T("Templat tidak dapat dibaca: {0}", error))
                : text.Length > LongestText ? (null, T("Balasan menjadi lebih panjang daripada {0} karakter.", LongestText))
                : (text, null);
        }
        catch (ActivityFaultException e)
        {
            return (null, T("Templat tidak dapat diisi: {0}", e.Message));
        }
    }

    /// <summary>The names for a ticket.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="officer">Who uses the reply.</param>
    /// <param name="office">The office's name.</param>
    public static JsonElement Of(TicketRow ticket, string officer, string office) =>
        Of(ticket.Number, ticket.Title, ticket.Application, ticket.Priority, ticket.ReporterName, officer, office);

    /// <summary>Made-up names for a preview.</summary>
    public static JsonElement Sample(string office) => Of("011-2026-000123", "Tidak dapat masuk <SPSE> & halaman kosong", "SPSE", "Tinggi", "Siti Rahma", "Andi Saputra", office);

    private static JsonElement Of(string number, string title, string application, string? priority, string reporter, string officer, string office) => JsonSerializer.SerializeToElement(new
    {
        tiket = new { nomor = number, judul = title, aplikasi = application, prioritas = priority }, pelapor = new { nama = reporter }, petugas = new { nama = officer },
        kantor = new { nama = office },
    });

    private static string? Unknown(string body)
    {
        var own = Own().Matches(body).Select(match => match.Groups[1].Value).Append("forloop").ToHashSet(StringComparer.Ordinal);
        return Written().Matches(body).Select(match => match.Groups[1].Value)
            .FirstOrDefault(name => !own.Contains(name.Split('.')[0]) && name is not ("nil" or "true" or "false") && !Names.Any(known => known.Name == name));
    }

    // The name that an output begins with; literals begin otherwise.
    [GeneratedRegex(@"\{\{-?\s*([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)")]
    private static partial Regex Written();

    // Names that the template makes itself.
    [GeneratedRegex(@"\{%-?\s*(?:assign|capture|for|increment|decrement)\s+([A-Za-z_][\w-]*)")]
    private static partial Regex Own();
}
