using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Mail;
using Alur.Host.Storage.Writes;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Delivery;

/// <summary>The mail settings as an Administrator sees them: everything but the password.</summary>
/// <param name="Configured">Whether mail is sent at all; without it there are only the notices inside the application.</param>
/// <param name="Source">Where the settings come from: <c>administrator</c>, <c>configuration</c> or <c>none</c>.</param>
/// <param name="Host">The server's name.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">None, StartTls or Tls.</param>
/// <param name="User">Name to sign in with.</param>
/// <param name="HasPassword">Whether a password is stored.</param>
/// <param name="FromAddress">Address that mails come from.</param>
/// <param name="FromName">Name beside it.</param>
public sealed record MailSettingsView(
    bool Configured, string Source, string? Host, int? Port, string? Security, string? User, bool HasPassword, string? FromAddress, string? FromName);

/// <summary>New mail settings.</summary>
/// <param name="Host">The server's name.</param>
/// <param name="Port">Its port, 1 to 65535.</param>
/// <param name="Security">None, StartTls or Tls.</param>
/// <param name="User">Name to sign in with; missing to send without signing in.</param>
/// <param name="Password">The password; missing keeps the stored one as long as server, port and user stay the same, an empty text removes it.</param>
/// <param name="FromAddress">Address that mails come from.</param>
/// <param name="FromName">Name beside it.</param>
public sealed record MailSettingsRequest(string? Host, int? Port, string? Security, string? User, string? Password, string? FromAddress, string? FromName);

/// <summary>Where a test mail goes.</summary>
/// <param name="To">The address; missing for the Administrator's own.</param>
public sealed record TestMailRequest(string? To);

/// <summary>What became of a test mail.</summary>
/// <param name="Sent">Whether the server took it.</param>
/// <param name="Detail">Whom it went to, or why not, in Indonesian.</param>
public sealed record TestMailResult(bool Sent, string Detail);

/// <summary>Mail settings: read, changed and tried by Administrators.</summary>
internal static class MailSettingsEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var mail = app.MapGroup("/api/mail-settings").RequireCommand(Command.ManageNotices).WithTags("Operasi");
        mail.MapGet("", ShowAsync).WithSummary("Pengaturan surel; kata sandinya tidak pernah ditampilkan").Produces<MailSettingsView>();
        mail.MapPut("", PutAsync).WithSummary("Mengganti pengaturan surel").Produces<MailSettingsView>().Refuses(ProblemKinds.Invalid);
        mail.MapDelete("", RemoveAsync).WithSummary("Kembali ke pengaturan surel dari konfigurasi").Produces<MailSettingsView>();
        mail.MapPost("/test", TestAsync).WithSummary("Mengirim surel percobaan")
            .Produces<TestMailResult>().Refuses(ProblemKinds.Invalid, ProblemKinds.WrongState);
    }

    internal static async Task<MailSettingsView> ShowAsync(MailSettingsSource source, CancellationToken cancellationToken)
    {
        var stored = await source.StoredAsync(cancellationToken);
        if ((stored ?? await source.ReadAsync(cancellationToken)) is not { } settings) return new(false, "none", null, null, null, null, false, null, null);
        return new(
            true, stored is null ? "configuration" : "administrator", settings.Host, settings.Port, settings.Security.ToString(), settings.User,
            settings.Password is { Length: > 0 }, settings.FromAddress, settings.FromName);
    }

    private static async Task<IResult> PutAsync(
        MailSettingsRequest request, MailSettingsSource source, OperatorRecords records, Actor actor, CancellationToken cancellationToken) =>
        await SaveAsync(request, source, records, actor, cancellationToken) is { } refusal ? refusal.ToResult() : Results.Ok(await ShowAsync(source, cancellationToken));

    /// <summary>Stores settings; gives why not.</summary>
    internal static async Task<Refusal?> SaveAsync(
        MailSettingsRequest request, MailSettingsSource source, OperatorRecords records, Actor actor, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var host = errors.Required("host", request.Host, 253);
        if (host.Length > 0 && Uri.CheckHostName(host) == UriHostNameType.Unknown) errors.Add("host", T("Bukan nama server."));
        var port = request.Port ?? 587;
        if (port is < 1 or > 65_535) errors.Add("port", T("Harus antara 1 dan 65535."));
        if (!Enum.TryParse<MailSecurity>(request.Security ?? nameof(MailSecurity.StartTls), out var security) || !Enum.IsDefined(security))
            errors.Add("security", T("Pilih None, StartTls, atau Tls."));
        var user = errors.Optional("user", request.User, 254);
        if (request.Password is { Length: > 1_000 }) errors.Add("password", T("Paling banyak 1000 karakter."));
        var from = errors.Required("fromAddress", request.FromAddress, 254);
        if (from.Length > 0 && !MailServer.IsAddress(from)) errors.Add("fromAddress", T("Bukan alamat surel."));
        var name = errors.Optional("fromName", request.FromName, 100) ?? MailSettings.UsualName;
        if (name.Any(char.IsControl)) errors.Add("fromName", T("Memuat karakter kendali."));
        if (errors.Refusal is { } wrong) return wrong;

        // A stored password is only good for the server that it was given for: otherwise whoever may write a server's name could have it sent to his own.
        var before = await source.StoredAsync(cancellationToken);
        var same = before is not null && before.Host == host && before.Port == port && before.User == user
            && (security == before.Security || security != MailSecurity.None);
        var password = request.Password is null ? (same ? before!.Password : null) : request.Password.Length == 0 ? null : request.Password;
        var settings = new MailSettings
        {
            Host = host, Port = port, Security = security, User = user, Password = password, FromAddress = from, FromName = name,
        };
        await records.DoAsync(actor, "mail-settings.change", settings.ToString(), null, source.Put(settings));
        return null;
    }

    internal static async Task<MailSettingsView> RemoveAsync(
        MailSettingsSource source, OperatorRecords records, Actor actor, CancellationToken cancellationToken)
    {
        await records.DoAsync(actor, "mail-settings.remove", MailSettingsSource.Key, null, SupportWrites.RemoveSetting(MailSettingsSource.Key));
        return await ShowAsync(source, cancellationToken);
    }

    private static async Task<IResult> TestAsync(TestMailRequest request, TestMail mail, Actor actor, CancellationToken cancellationToken)
    {
        var (result, refusal) = await mail.SendAsync(request.To, TestMail.Words, actor, cancellationToken);
        return refusal?.ToResult() ?? Results.Ok(result);
    }
}
