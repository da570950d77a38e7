using Alur.Host.Sla.Faults;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Sla.Support;
using Alur.Host.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Tests.Sla;

/// <summary>
/// Mail cannot be exactly once: the server has it before anything here is noted. A host killed in between sends once more, under the same Message-Id, by
/// which mail servers and readers know the two for one.
/// </summary>
public sealed class MailKillTests
{
    [Fact]
    public async Task A_host_killed_between_sending_and_noting_sends_once_more_under_the_same_message_id()
    {
        await using var server = new SmtpReceiver();
        IEnumerable<KeyValuePair<string, string?>> settings = [.. server.Settings, new("Sla:SendLease", "00:00:02")];
        using var database = await TestDatabase.SqliteAsync();
        using (var doomed = await KillableHost.StartAsync(database.Setting, FaultPlaces.AfterSend, settings: settings))
        {
            (await KillSuite.TrySendAsync(doomed, "k")).ShouldBeTrue();
            await using (var stored = await StorageHost.StartAsync(database.Setting))
            await using (var db = stored.Open())
                await db.Users.Where(u => u.Id == "demo-supervisor").ExecuteUpdateAsync(u => u.SetProperty(p => p.Email, "hendra@kepri.example"));
            await KillSuite.TryAdvanceAsync(doomed);
            await doomed.KilledAsync();
        }
        server.Mails.Count.ShouldBe(1);

        using var host = await KillableHost.StartAsync(database.Setting, settings: settings);
        await KillSuite.TryAdvanceAsync(host);
        await using var after = await StorageHost.StartAsync(database.Setting);
        await Until.HoldsAsync("the mail is noted as sent", async () =>
        {
            await using var db = after.Open();
            return await db.Outbox.AnyAsync(o => o.Kind == "mail" && o.State == OutboxState.Done);
        });
        server.Mails.Count.ShouldBe(2, "once before the death, once after");
        server.Mails.Select(m => m.Parsed.MessageId).Distinct().Count().ShouldBe(1);
    }
}
