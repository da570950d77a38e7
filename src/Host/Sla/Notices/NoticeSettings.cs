namespace Alur.Host.Sla.Notices;

/// <summary>What is urgent, and where links in mails lead; section <c>Notices</c> of the configuration, or what an Administrator has set instead.</summary>
public sealed record NoticeSettings
{
    /// <summary>Where a ticket's page lies.</summary>
    public const string UsualTicketPath = "/tiket/{nomor}";

    /// <summary>Name of the setting in the database.</summary>
    public const string Key = "notices";

    /// <summary>Kinds of notices that leave at once, also outside the recipient's working hours.</summary>
    public IReadOnlyList<string> UrgentKinds { get; init; } = [];

    /// <summary>Priorities of tickets whose notices leave at once.</summary>
    public IReadOnlyList<string> UrgentPriorities { get; init; } = [];

    /// <summary>The address under which people reach this host, without a slash at the end; null puts no links into mails, since none is guessed.</summary>
    public string? PublicAddress { get; init; }

    /// <summary>Where under it a ticket is shown; <c>{id}</c> and <c>{nomor}</c> stand for the ticket's.</summary>
    public string TicketPath { get; init; } = UsualTicketPath;

    /// <summary>What counts when nobody has set anything: breaches, their escalations and the highest priority are urgent.</summary>
    public static NoticeSettings Shipped { get; } = new() { UrgentKinds = [NoticeKinds.Breach, NoticeKinds.Escalation], UrgentPriorities = ["Tinggi"] };

    /// <summary>The address of a ticket; null without a public address.</summary>
    /// <param name="id">The ticket.</param>
    /// <param name="number">Its number for people.</param>
    public string? LinkTo(string id, string number) => PublicAddress is null
        ? null
        : PublicAddress + TicketPath
            .Replace("{id}", Uri.EscapeDataString(id), StringComparison.Ordinal)
            .Replace("{nomor}", Uri.EscapeDataString(number), StringComparison.Ordinal);
}

/// <summary>Finds the settings that count now.</summary>
/// <param name="stored">What Administrators have set.</param>
/// <param name="configuration">What the host was started with.</param>
public sealed class NoticeSettingsSource(StoredSettings stored, IConfiguration configuration)
{
    /// <summary>The settings that count now.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<NoticeSettings> ReadAsync(CancellationToken cancellationToken) =>
        await stored.ReadAsync<NoticeSettings>(NoticeSettings.Key, cancellationToken) ?? Configured();

    private NoticeSettings Configured()
    {
        var section = configuration.GetSection("Notices");
        return NoticeSettings.Shipped with
        {
            UrgentKinds = section.GetSection("UrgentKinds").Get<string[]>() ?? NoticeSettings.Shipped.UrgentKinds,
            UrgentPriorities = section.GetSection("UrgentPriorities").Get<string[]>() ?? NoticeSettings.Shipped.UrgentPriorities,
            PublicAddress = section["PublicAddress"]?.TrimEnd('/') is { Length: > 0 } address ? address : null,
            TicketPath = section["TicketPath"] ?? NoticeSettings.UsualTicketPath,
        };
    }
}
