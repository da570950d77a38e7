using System.Net;
using System.Text.Json;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Mail;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity;

/// <summary>How a wish for an account goes on.</summary>
public enum SignUpWay
{
    /// <summary>By a link that is sent to the address.</summary>
    ByMail,

    /// <summary>By an Administrator, since this host cannot send mail with links.</summary>
    ByAdministrator,
}

/// <summary>
/// Reporters who make an account themselves. Nothing is stored until the address is proven: the link in the mail carries name and address, protected, for a day, and
/// is used up by the account that it makes. Whoever asks gets the same answer whether or not there is such an account; who has one is told so by mail.
/// </summary>
/// <param name="users">Finds accounts.</param>
/// <param name="people">Makes accounts.</param>
/// <param name="mail">Whether mail can be sent.</param>
/// <param name="notices">Where links lead.</param>
/// <param name="writer">Commits what is to be sent.</param>
/// <param name="notice">Tells Administrators.</param>
/// <param name="ids">Makes identities.</param>
/// <param name="throttle">Slows down those who ask again and again.</param>
/// <param name="protection">Protects links.</param>
/// <param name="configuration">Setting <c>SignUp:Enabled</c>.</param>
/// <param name="time">The office's clock.</param>
public sealed class SignUp(
    UserManager<AlurUser> users, People people, MailSettingsSource mail, NoticeSettingsSource notices, IStepWriter writer, NoticeWriter notice, IdSource ids,
    SignInThrottle throttle, IDataProtectionProvider protection, IConfiguration configuration, TimeProvider time)
{
    /// <summary>How long a link holds, in real time.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    private const int LongestToken = 2_000;

    private readonly ITimeLimitedDataProtector links = protection.CreateProtector("Alur.SignUp").ToTimeLimitedDataProtector();

    /// <summary>Whether anybody may ask for an account; on unless <c>SignUp:Enabled</c> is false.</summary>
    public bool IsEnabled => configuration.GetValue("SignUp:Enabled", true);

    /// <summary>The way that this host has. Links are only sent under a public address that is set: one taken from a request could be a stranger's.</summary>
    public async Task<SignUpWay> WayAsync(CancellationToken cancellationToken) =>
        await mail.ReadAsync(cancellationToken) is not null && (await notices.ReadAsync(cancellationToken)).PublicAddress is not null
            ? SignUpWay.ByMail
            : SignUpWay.ByAdministrator;

    /// <summary>Asks for an account. Null when the wish was taken, whatever becomes of it.</summary>
    public async Task<Refusal?> AskAsync(string? name, string? email, IPAddress? address, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var fullName = errors.Required("name", name, 200);
        var mailbox = errors.Required("email", email, 254);
        if (mailbox.Length > 0 && !IsAddress(mailbox))
            errors.Add("email", T("Tulis alamat surel yang benar, misalnya nama@contoh.go.id."));
        if (errors.Refusal is { } wrong)
            return wrong;
        // One address may ask five times a minute, whatever names it gives.
        if (throttle.Begin("daftar", address) is { } seconds)
            return new Refusal.TooMany(seconds);
        var exists = await users.FindByNameAsync(mailbox) is not null || await users.FindByEmailAsync(mailbox) is not null;
        if (await WayAsync(cancellationToken) == SignUpWay.ByMail)
            await MailAsync(new(mailbox, fullName, exists ? null : links.Protect(JsonSerializer.Serialize(new Wish(fullName, mailbox)), LinkLife)));
        else if (!exists)
            await LeaveToAdministratorAsync(fullName, mailbox);
        return null;
    }

    /// <summary>Name and address of a link; null when it is none, or too old.</summary>
    public (string Name, string Email)? Read(string? token) =>
        token is { Length: <= LongestToken } && links.Open(token) is { } json && JsonSerializer.Deserialize<Wish>(json) is { } wish ? (wish.Name, wish.Email) : null;

    /// <summary>Makes the account of a link. A link that was used makes none, since its name is taken.</summary>
    public async Task<Refusal?> ConfirmAsync(string? token, string? password)
    {
        if (!IsEnabled || Read(token) is not var (name, email) || await users.FindByNameAsync(email) is not null)
            return new Refusal.LinkInvalid();
        if (string.IsNullOrEmpty(password))
            return new Refusal.Invalid("password", T("Wajib diisi."));
        return await people.CreateAsync(new NewPerson(email, name, email, [Roles.Pelapor]), id: null, password) is PersonResult.Refused refused ? refused.Refusal : null;
    }

    // Good enough to be sent to; whether anybody reads there, the link tells.
    private static bool IsAddress(string text) =>
        text.Split('@') is [{ Length: > 0 } user, { Length: > 2 } host] && host.Contains('.', StringComparison.Ordinal) && !host.StartsWith('.') && !host.EndsWith('.')
        && user.Concat(host).All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '+');

    private Task MailAsync(SignUpMail asked) => CommitAsync(OutboxWrites.Insert(new()
    {
        Id = ids.Next(), Key = $"{SignUpMailHandler.OutboxKind}/{ids.Next()}", Kind = SignUpMailHandler.OutboxKind, Destination = MailEffects.Kind,
        Payload = JsonSerializer.Serialize(asked, JsonSerializerOptions.Web), CreatedAt = time.GetUtcNow(), NextAttemptAt = time.GetUtcNow(),
    }));

    // Switched off until an Administrator switches it on and hands out a link.
    private async Task LeaveToAdministratorAsync(string name, string email)
    {
        if (await people.CreateAsync(new NewPerson(email, name, email, [Roles.Pelapor]), id: null, password: null) is not PersonResult.Made { User: var user })
            return;
        await people.SetActiveAsync(user, active: false);
        var text = $"{name} ({email}) minta akun pelapor; periksa pada halaman Pengguna.";
        var told = new Notice(AccountRequests.KeyOf(user.Id), null, Roles.Administrator, null, NoticeKinds.AccountAsked, text);
        foreach (var write in notice.Give(told, time.GetUtcNow()))
            await CommitAsync(write);
    }

    private async Task CommitAsync(Write write) => _ = await writer.CommitAsync(new WriteSet().Add(write), CancellationToken.None);

    private sealed record Wish(string Name, string Email);
}
