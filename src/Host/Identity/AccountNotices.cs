using Alur.Host.Sla.Notices;
using Alur.Host.Storage;

namespace Alur.Host.Identity;

/// <summary>
/// Tells a person that the way to sign in has changed, who may not have done it: in the application and by mail, in the transaction of the change itself.
/// </summary>
/// <param name="db">Where the change is saved.</param>
/// <param name="notices">Makes notices.</param>
/// <param name="ids">Makes identities.</param>
/// <param name="time">The office's clock.</param>
public sealed class AccountNotices(AlurDb db, NoticeWriter notices, IdSource ids, TimeProvider time)
{
    /// <summary>Adds a notice to what is saved next.</summary>
    public void Tell(string userId, string text)
    {
        var notice = new Notice(
            $"account/{userId}/{ids.Next()}", userId, null, null, NoticeKinds.AccountSecurity,
                text + " Bila bukan Anda yang memintanya, hubungi Administrator.");
        var (inside, outside) = notices.Rows(notice, time.GetUtcNow());
        db.Notifications.Add(inside);
        db.Outbox.Add(outside);
    }
}
