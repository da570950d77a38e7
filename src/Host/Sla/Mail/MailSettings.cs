using System.Text.Json.Serialization;

namespace Alur.Host.Sla.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Not at all: only for a server on this machine or in a closed net.</summary>
    None,

    /// <summary>Upgraded by STARTTLS before anything else; refused when the server cannot.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}

/// <summary>The mail server and whom mails come from.</summary>
public sealed record MailSettings
{
    /// <summary>The server's name.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the connection is protected.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>Name to sign in with; null to send without signing in.</summary>
    public string? User { get; init; }

    /// <summary>The password in clear; never logged, stored or returned.</summary>
    [JsonIgnore]
    public string? Password { get; init; }

    /// <summary>Address that mails come from.</summary>
    public required string FromAddress { get; init; }

    /// <summary>The name beside the sender's address when nobody has chosen one.</summary>
    public const string UsualName = "Alur";

    /// <summary>Name beside that address.</summary>
    public string FromName { get; init; } = UsualName;

    /// <summary>For logs: without user and password.</summary>
    public override string ToString() => $"{Host}:{Port} ({Security})";
}
