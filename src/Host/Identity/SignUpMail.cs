using System.Net;
using System.Text.Json;
using Alur.Host.Sla.Mail;
using Alur.Host.Sla.Notices;
using Alur.Host.Sla.Outbox;
using Alur.Host.Sla.Sweep;

namespace Alur.Host.Identity;

/// <summary>A mail to somebody who asked for an account, in the outbox.</summary>
/// <param name="Email">Where it goes.</param>
/// <param name="Name">The name given.</param>
/// <param name="Token">What the link carries; null when there is such an account already.</param>
public sealed record SignUpMail(string Email, string Name, string? Token);

/// <summary>Sends the mails of sign-up. Its words are fixed: whoever reads them has no account whose settings could say otherwise.</summary>
/// <param name="mail">The server.</param>
/// <param name="settings">Where links lead.</param>
/// <param name="server">Sends.</param>
public sealed class SignUpMailHandler(MailSettingsSource mail, NoticeSettingsSource settings, MailServer server) : IOutboxHandler
{
    /// <summary>Kind of the effect.</summary>
    public const string OutboxKind = "sign-up";

    private const string Confirm = "Seseorang, semoga Anda, minta akun pelapor dengan alamat surel ini. Buka tautan ini dalam 24 jam untuk menetapkan kata sandi. "
        + "Bila bukan Anda, abaikan surel ini; tanpa tautan itu tidak ada akun.";

    private const string Known = "Seseorang, semoga Anda, minta akun pelapor dengan alamat surel ini, tetapi akunnya sudah ada. Masuklah dengan tautan ini; "
        + "bila lupa kata sandi, minta tautan baru kepada Administrator.";

    /// <inheritdoc/>
    public string Kind => OutboxKind;

    /// <inheritdoc/>
    public async Task<EffectEnd> HandleAsync(DueEffect effect, CancellationToken cancellationToken)
    {
        if (Read(effect.Payload) is not { Email: not null, Name: not null } asked)
            return new EffectEnd.Poisonous("Isi surel tidak dapat dibaca.");
        if (await mail.ForSendingAsync(cancellationToken) is not { } office)
            return new EffectEnd.Failed("Surel belum diatur.", ServerIsDown: true);
        if ((await settings.ReadAsync(cancellationToken)).PublicAddress is not { } address)
            return new EffectEnd.Poisonous("Alamat situs (PublicAddress) belum diatur, jadi tautan tidak dapat dibuat.");
        var (subject, text, link) = asked.Token is { } token
            ? ("Konfirmasi akun Alur", Confirm, $"{address}/daftar/konfirmasi?t={Uri.EscapeDataString(token)}")
            : ("Anda sudah mempunyai akun Alur", Known, $"{address}/masuk");
        var (name, shown) = (WebUtility.HtmlEncode(asked.Name), WebUtility.HtmlEncode(link));
        var words = new MailWords(
            subject,
            $"Yth. {asked.Name},\n\n{text}\n\n{link}\n",
            $"<!DOCTYPE html><html lang=\"id\"><body><p>Yth. {name},</p><p>{text}</p><p><a href=\"{shown}\">{shown}</a></p></body></html>");
        return await server.SendAsync(office, asked.Email, asked.Name, words, effect.Key, cancellationToken);
    }

    private static SignUpMail? Read(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize<SignUpMail>(payload, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
