using Alur.Host.Setup;
using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Sla.Mail;
using Alur.Host.Sla.Outbox;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Delivery;

/// <summary>Sends a mail at once, past the outbox, so that an Administrator sees what the server says to it.</summary>
/// <param name="source">The settings.</param>
/// <param name="server">The server.</param>
/// <param name="records">Records that it was sent.</param>
/// <param name="contexts">Knows the Administrator's own address.</param>
/// <param name="ids">Names the mail.</param>
public sealed class TestMail(MailSettingsSource source, MailServer server, OperatorRecords records, IDbContextFactory<AlurDb> contexts, IdSource ids)
{
    /// <summary>What a mail says that only tries the settings.</summary>
    public static MailWords Words { get; } = new(
        "Surel percobaan dari Alur",
        "Surel ini membuktikan bahwa pengaturan surel Alur berfungsi.\n", "<p>Surel ini membuktikan bahwa pengaturan surel Alur berfungsi.</p>");

    /// <summary>Sends it.</summary>
    /// <param name="address">Where to; blank for the actor's own address.</param>
    /// <param name="words">What it says.</param>
    /// <param name="actor">Who sends it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What became of it, or why it was not tried.</returns>
    public async Task<(TestMailResult? Result, Refusal? Refusal)> SendAsync(string? address, MailWords words, Actor actor, CancellationToken cancellationToken)
    {
        var to = address?.Trim() is { Length: > 0 } given ? given : await OwnAsync(actor, cancellationToken);
        if (to is null || !MailServer.IsAddress(to)) return (null, new Refusal.Invalid("to", T("Isi alamat surel; akun Anda tidak beralamat.")));
        if (await source.ForSendingAsync(cancellationToken) is not { } settings) return (null, new Refusal.WrongState(T("Surel"), T("diatur"), T("belum diatur")));

        await records.DoAsync(actor, "mail-settings.test", settings.ToString(), to);
        var end = await server.SendAsync(settings, to, actor.Name, words, $"test/{ids.Next()}", cancellationToken);
        switch (end)
        {
            case EffectEnd.Failed failed:
                return (new TestMailResult(false, failed.Reason), null);
            case EffectEnd.Poisonous poison:
                return (new TestMailResult(false, poison.Reason), null);
            default:
                await records.DoAsync(actor, "mail-settings.tested", settings.ToString(), to, SetupMarks.Put(SetupMarks.Mail, SetupMarks.Of(settings)));
                return (new TestMailResult(true, T("Terkirim ke {0}.", to)), null);
        }
    }

    /// <summary>The actor's own address; null when his account has none.</summary>
    public async Task<string?> OwnAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Users.AsNoTracking().Where(u => u.Id == actor.Id).Select(u => u.Email).SingleOrDefaultAsync(cancellationToken);
    }
}
