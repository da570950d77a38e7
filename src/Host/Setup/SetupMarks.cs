using Alur.Host.Sla.Mail;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage.Commit;

namespace Alur.Host.Setup;

/// <summary>What an Administrator has said or done about setting the host up that no other state shows. Each mark is a setting of its own: two steps at once lose nothing.</summary>
public static class SetupMarks
{
    private const string Prefix = "setup.mark.";

    /// <summary>The first-run wizard is under way, and at which step it goes on.</summary>
    public const string Wizard = Prefix + "wizard";

    /// <summary>The office's calendar was looked at and found right as it ships.</summary>
    public const string Calendar = Prefix + "calendar";

    /// <summary>A test mail was taken by the server, with which settings.</summary>
    public const string Mail = Prefix + "mail";

    /// <summary>Somebody has said that backups are made.</summary>
    public const string Backup = Prefix + "backup";

    /// <summary>The checklist is hidden as long as all of it is done.</summary>
    public const string Hidden = Prefix + "hidden";

    /// <summary>The statement that sets a mark.</summary>
    /// <param name="key">Which.</param>
    /// <param name="value">What it says.</param>
    public static Write Put(string key, string value) => StoredSettings.Put(key, new SetupMark(value));

    /// <summary>What a mark says; null when it is not set.</summary>
    public static async Task<string?> ReadAsync(StoredSettings stored, string key, CancellationToken cancellationToken) =>
        (await stored.ReadAsync<SetupMark>(key, cancellationToken))?.Value;

    /// <summary>What makes mail settings others than those that were tried.</summary>
    public static string Of(MailSettings settings) => $"{settings} {settings.User} {settings.FromAddress}";
}

/// <summary>A mark at rest.</summary>
/// <param name="Value">What it says.</param>
public sealed record SetupMark(string Value);
