using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Notices;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Delivery;

/// <summary>What is urgent, and where links in mails lead.</summary>
/// <param name="UrgentKinds">Kinds of notices that leave at once, also outside working hours.</param>
/// <param name="UrgentPriorities">Priorities of tickets whose notices leave at once.</param>
/// <param name="PublicAddress">The address under which people reach this host; missing puts no links into mails.</param>
/// <param name="TicketPath">Where under it a ticket is shown; <c>{id}</c> and <c>{nomor}</c> stand for the ticket's.</param>
public sealed record NoticeSettingsBody(IReadOnlyList<string>? UrgentKinds, IReadOnlyList<string>? UrgentPriorities, string? PublicAddress, string? TicketPath);

/// <summary>Settings of notices: read and changed by Administrators.</summary>
internal static class NoticeSettingsEndpoints
{
    private const int MostEntries = 20;

    public static void Map(IEndpointRouteBuilder app)
    {
        var settings = app.MapGroup("/api/notice-settings").RequireCommand(Command.ManageNotices).WithTags("Operasi");
        settings.MapGet("", async (NoticeSettingsSource source, CancellationToken cancellationToken) => Show(await source.ReadAsync(cancellationToken)))
            .WithSummary("Pengaturan pemberitahuan: yang mendesak dan alamat tautan").Produces<NoticeSettingsBody>();
        settings.MapPut("", PutAsync).WithSummary("Mengganti pengaturan pemberitahuan").Produces<NoticeSettingsBody>().Refuses(ProblemKinds.Invalid);
    }

    private static NoticeSettingsBody Show(NoticeSettings settings) =>
        new(settings.UrgentKinds, settings.UrgentPriorities, settings.PublicAddress, settings.TicketPath);

    private static async Task<IResult> PutAsync(NoticeSettingsBody request, OperatorRecords records, Actor actor)
    {
        var errors = new FieldErrors();
        var kinds = request.UrgentKinds ?? [];
        if (kinds.Count > MostEntries || kinds.Any(kind => kind is null || !NoticeCatalog.Titles.ContainsKey(kind)))
            errors.Add("urgentKinds", T("Pilih dari: {0}.", string.Join(", ", NoticeCatalog.Titles.Keys)));
        var priorities = request.UrgentPriorities ?? [];
        if (priorities.Count > MostEntries || priorities.Any(priority => string.IsNullOrWhiteSpace(priority) || priority.Length > 50))
            errors.Add("urgentPriorities", T("Paling banyak {0} prioritas, masing-masing 1 sampai 50 karakter.", MostEntries));
        var address = ReadAddress(request.PublicAddress, errors);
        var path = errors.Optional("ticketPath", request.TicketPath, 500) ?? NoticeSettings.UsualTicketPath;
        if (path[0] != '/' || path.StartsWith("//", StringComparison.Ordinal) || path.Any(c => char.IsWhiteSpace(c) || c is '"' or '<' or '>' or '\\'))
            errors.Add("ticketPath", T("Harus diawali satu garis miring, tanpa spasi atau tanda petik."));
        if (errors.Refusal is { } wrong) return wrong.ToResult();

        var settings = new NoticeSettings { UrgentKinds = kinds, UrgentPriorities = priorities, PublicAddress = address, TicketPath = path };
        await records.DoAsync(actor, "notice-settings.change", NoticeSettings.Key, address, StoredSettings.Put(NoticeSettings.Key, settings));
        return Results.Ok(Show(settings));
    }

    /// <summary>Reads the address under which people reach this host; null for none, or a wrong one.</summary>
    internal static string? ReadAddress(string? typed, FieldErrors errors)
    {
        var address = errors.Optional("publicAddress", typed, 500)?.TrimEnd('/');
        if (address is not null && !IsPublicAddress(address))
            errors.Add("publicAddress", T("Harus alamat http atau https tanpa nama pengguna, pertanyaan, atau pecahan."));
        return address;
    }

    private static bool IsPublicAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0 && !text.Any(c => char.IsWhiteSpace(c) || c is '"' or '<' or '>');
}
