using Alur.Host.Setup;
using Alur.Host.Security;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage.Commit;
using Microsoft.AspNetCore.DataProtection;

namespace Alur.Host.Sla.Mail;

/// <summary>Finds the mail settings that count now: what an Administrator has set, else section <c>Mail</c> of the configuration, else none.</summary>
/// <param name="stored">What Administrators have set.</param>
/// <param name="configuration">What the host was started with.</param>
/// <param name="protection">Protects the password at rest.</param>
public sealed class MailSettingsSource(StoredSettings stored, IConfiguration configuration, IDataProtectionProvider protection)
{
    /// <summary>Name of the setting in the database.</summary>
    public const string Key = "mail";

    private readonly IDataProtector _protector = protection.CreateProtector("Alur.Mail.Password");

    /// <summary>The settings that count now; null when no mail is set up.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<MailSettings?> ReadAsync(CancellationToken cancellationToken) => await StoredAsync(cancellationToken) ?? Configured();

    /// <summary>The settings as a mail uses them: where nobody has chosen a sender's name, the office's stands there.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<MailSettings?> ForSendingAsync(CancellationToken cancellationToken)
    {
        var settings = await ReadAsync(cancellationToken);
        return settings?.FromName == MailSettings.UsualName && (await stored.ReadAsync<OfficeSettings>(OfficeSettings.Key, cancellationToken))?.Name is { } office
            ? settings with { FromName = office }
            : settings;
    }

    /// <summary>What an Administrator has set; null when nobody has.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<MailSettings?> StoredAsync(CancellationToken cancellationToken) =>
        await stored.ReadAsync<AtRest>(Key, cancellationToken) is { Settings: { } settings } rest ? settings with { Password = Reveal(rest.Password) } : null;

    /// <summary>The statement that stores settings.</summary>
    /// <param name="settings">The settings, the password in clear.</param>
    public Write Put(MailSettings settings) =>
        StoredSettings.Put(Key, new AtRest(settings, settings.Password is { } password ? _protector.Protect(password) : null));

    private MailSettings? Configured()
    {
        var section = configuration.GetSection("Mail");
        return section["Host"] is { Length: > 0 } && section["FromAddress"] is { Length: > 0 } ? section.Get<MailSettings>() : null;
    }

    // A key that was lost makes the password unreadable, not the settings: the server then refuses, and the Administrator is told.
    private string? Reveal(string? text) => _protector.Open(text);

    private sealed record AtRest(MailSettings Settings, string? Password);
}
