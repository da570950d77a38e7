using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Alur.Host.Sla.Outbox;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Sla.Mail;

/// <summary>Hands mails to the office's mail server, and says in Indonesian what went wrong.</summary>
/// <param name="time">The office's clock, for the date in the mail.</param>
public sealed class MailServer(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Sends a mail.</summary>
    /// <param name="settings">The server.</param>
    /// <param name="address">Whom it goes to.</param>
    /// <param name="name">That person's name.</param>
    /// <param name="words">What it says.</param>
    /// <param name="key">Makes the Message-Id: a mail sent twice carries the same, and most servers and readers then show it once.</param>
    /// <param name="cancellationToken">The host is stopping.</param>
    public async Task<EffectEnd> SendAsync(MailSettings settings, string address, string name, MailWords words, string key, CancellationToken cancellationToken)
    {
        if (!IsAddress(address)) return new EffectEnd.Poisonous(T("Alamat surel penerima tidak sah."));
        using var message = Message(settings, address, name, words, key);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds, LocalDomain = "alur.invalid" };
            await client.ConnectAsync(settings.Host, settings.Port, Options(settings.Security), patience.Token);
            if (settings.User is { Length: > 0 } user) await client.AuthenticateAsync(user, settings.Password ?? "", patience.Token);
            await client.SendAsync(message, patience.Token);
            await SayGoodbyeAsync(client, patience.Token);
            return EffectEnd.Ok;
        }
        catch (SmtpCommandException e)
        {
            return Refused(e);
        }
        catch (Exception e) when (Unreachable(e, cancellationToken) is { } reason)
        {
            return new EffectEnd.Failed(reason, ServerIsDown: true);
        }
    }

    /// <summary>Whether a text is one plain mail address, so that nothing else can travel in a header.</summary>
    /// <param name="text">The text.</param>
    public static bool IsAddress(string text) =>
        text.Length <= 254 && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';')
        && MailboxAddress.TryParse(text, out var address) && address.Address == text && address.Domain.Length > 0;

    private MimeMessage Message(MailSettings settings, string address, string name, MailWords words, string key)
    {
        var message = new MimeMessage
        {
            Subject = words.Subject,
            Date = time.GetUtcNow(),
            MessageId = $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..40]}@{DomainOf(settings.FromAddress)}",
            Body = new BodyBuilder { TextBody = words.Text, HtmlBody = words.Html }.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(Plain(settings.FromName), settings.FromAddress));
        message.To.Add(new MailboxAddress(Plain(name), address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>What the server said of this mail: its own fault is for ever, the server's for now.</summary>
    private static EffectEnd Refused(SmtpCommandException e)
    {
        var (code, said) = ((int)e.StatusCode, Shorten(e.Message));
        return e.ErrorCode switch
        {
            SmtpErrorCode.RecipientNotAccepted when code >= 500 => new EffectEnd.Poisonous(T("Server surel menolak alamat penerima ({0}): {1}", code, said)),
            SmtpErrorCode.MessageNotAccepted when code >= 500 => new EffectEnd.Poisonous(T("Server surel menolak isi surel ({0}): {1}", code, said)),
            SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted =>
                new EffectEnd.Failed(T("Server surel belum menerima surel ini ({0}): {1}", code, said)),
            SmtpErrorCode.SenderNotAccepted => new EffectEnd.Failed(T("Server surel menolak alamat pengirim ({0}): {1}", code, said), ServerIsDown: true),
            _ => new EffectEnd.Failed(T("Server surel menolak ({0}): {1}", code, said), ServerIsDown: true),
        };
    }

    private static string? Unreachable(Exception e, CancellationToken stopping) => e switch
    {
        OperationCanceledException or TimeoutException => stopping.IsCancellationRequested ? null : T("Server surel tidak menjawab pada waktunya."),
        AuthenticationException => T("Server surel menolak nama pengguna atau kata sandi."),
        SslHandshakeException => T("Sambungan TLS ke server surel gagal; periksa mode TLS dan sertifikatnya."),
        NotSupportedException => T("Server surel tidak mendukung STARTTLS atau cara masuk yang diatur."),
        SocketException or IOException => T("Server surel tidak dapat dihubungi."),
        ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException => T("Server surel memutus sambungan atau menjawab di luar aturan."),
        _ => null,
    };

    // The mail is delivered; a server that does not say goodbye changes nothing.
    private static async Task SayGoodbyeAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(true, cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or OperationCanceledException or CommandException)
        {
        }
    }

    private static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.SslOnConnect,
    };

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    private static string Plain(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200];
}
