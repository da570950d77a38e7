using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Mail;
using Alur.Host.Sla.Notices;
using Alur.Host.Storage;
using Alur.Host.Storage.Commit;
using Alur.Host.Storage.Writes;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Features.Delivery;

/// <summary>Whether the reader gets mail for a kind of notice.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Mail">Whether mail is sent to him.</param>
public sealed record NoticePreference(string Kind, string Title, bool Mail);

/// <summary>What the reader gets mail for.</summary>
/// <param name="MailAvailable">Whether the office sends mail at all; without it there are only the notices inside the application.</param>
/// <param name="Address">The reader's mail address; null when none is known, and then nothing is mailed.</param>
/// <param name="Kinds">Each kind of notice.</param>
public sealed record NoticePreferencesView(bool MailAvailable, string? Address, IReadOnlyList<NoticePreference> Kinds);

/// <summary>Changes of preferences.</summary>
/// <param name="Mail">Kind of notice to whether mail is wanted; kinds that are not named stay as they are.</param>
public sealed record NoticePreferencesRequest(IReadOnlyDictionary<string, bool>? Mail);

/// <summary><c>/api/me/notice-preferences</c>: everybody decides for himself what he is mailed.</summary>
public static class NoticePreferences
{
    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The site.</param>
    public static void MapNoticePreferences(this IEndpointRouteBuilder app)
    {
        var mine = app.MapGroup("/api/me/notice-preferences").RequireCommand(Command.UseOwnAccount).WithTags("Pemberitahuan");
        mine.MapGet("", ShowAsync).WithSummary("Jenis pemberitahuan yang saya terima lewat surel").Produces<NoticePreferencesView>();
        mine.MapPut("", PutAsync).WithSummary("Menyalakan atau mematikan surel menurut jenis").Produces<NoticePreferencesView>().Refuses(ProblemKinds.Invalid);
    }

    private static async Task<NoticePreferencesView> ShowAsync(AlurDb db, MailSettingsSource mail, Actor actor, CancellationToken cancellationToken)
    {
        var set = await db.NoticePreferences.AsNoTracking().Where(p => p.UserId == actor.Id).ToDictionaryAsync(p => p.Kind, p => p.Mail, cancellationToken);
        var address = await db.Users.AsNoTracking().Where(u => u.Id == actor.Id).Select(u => u.Email).SingleOrDefaultAsync(cancellationToken);
        return new(
            await mail.ReadAsync(cancellationToken) is not null, address,
            [.. NoticeCatalog.Titles.Select(kind => new NoticePreference(kind.Key, kind.Value, set.GetValueOrDefault(kind.Key, true)))]);
    }

    private static async Task<IResult> PutAsync(
        NoticePreferencesRequest request, AlurDb db, MailSettingsSource mail, IStepWriter writer, Actor actor, CancellationToken cancellationToken)
    {
        if (request.Mail is not { Count: > 0 } wanted) return new Refusal.Invalid("mail", T("Wajib diisi.")).ToResult();
        if (wanted.Keys.FirstOrDefault(kind => !NoticeCatalog.Titles.ContainsKey(kind)) is not null)
            return new Refusal.Invalid("mail", T("Pilih dari: {0}.", string.Join(", ", NoticeCatalog.Titles.Keys))).ToResult();
        var writes = wanted.Select(kind => NoticeSettingWrites.PutPreference(new() { UserId = actor.Id, Kind = kind.Key, Mail = kind.Value }));
        await writer.CommitAsync(new WriteSet().AddRange(writes), cancellationToken);
        return Results.Ok(await ShowAsync(db, mail, actor, cancellationToken));
    }
}
