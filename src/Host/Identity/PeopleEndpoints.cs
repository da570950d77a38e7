using System.Buffers.Text;
using System.Text;
using Alur.Host.Identity.External;
using Alur.Host.Identity.SecondFactors;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity;

/// <summary>A person to be invited.</summary>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Name">Display name.</param>
/// <param name="Email">Mail address, if any.</param>
/// <param name="Roles">Roles to give.</param>
public sealed record PersonRequest(string? UserName, string? Name, string? Email, IReadOnlyList<string>? Roles);

/// <summary>Roles to give in place of the present ones.</summary>
/// <param name="Roles">Role names.</param>
public sealed record RolesRequest(IReadOnlyList<string>? Roles);

/// <summary>A person as Administrators and Supervisors see them.</summary>
/// <param name="Id">User id.</param>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Name">Display name.</param>
/// <param name="Roles">Present roles.</param>
/// <param name="IsActive">False when switched off.</param>
/// <param name="HasSecondFactor">True when signing in takes a code as well.</param>
/// <param name="IsLinked">True when the account can be signed in to through another server.</param>
public sealed record Person(string Id, string UserName, string Name, IReadOnlyList<string> Roles, bool IsActive, bool HasSecondFactor, bool IsLinked);

/// <summary>Somebody of the sign-in server.</summary>
/// <param name="Subject">The server's own name for him: its <c>sub</c>.</param>
public sealed record ExternalLinkRequest(string? Subject);

/// <summary>One page of people.</summary>
/// <param name="Items">People by user name.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record PeoplePage(IReadOnlyList<Person> Items, string? Next);

/// <summary>A one-time link with which a person sets a password.</summary>
/// <param name="Id">User id of the person.</param>
/// <param name="Link">The link; good for three days or until used.</param>
public sealed record Invitation(string Id, string Link);

/// <summary>Accepts an invitation.</summary>
/// <param name="UserId">From the link.</param>
/// <param name="Token">From the link.</param>
/// <param name="Password">The password to set.</param>
public sealed record InvitationAnswer(string? UserId, string? Token, string? Password);

/// <summary>People and their roles: for Administrators. The staff list is for whoever assigns tasks.</summary>
internal static class PeopleEndpoints
{
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        var people = app.MapGroup("/api/people").RequireCommand(Command.ManagePeople).WithTags("Pengguna");
        people.MapGet("", ListAsync).WithSummary("Daftar pengguna menurut nama").Produces<PeoplePage>();
        people.MapPost("", InviteNewAsync).WithSummary("Pengguna baru dengan peran dan tautan undangan").Produces<Invitation>(StatusCodes.Status201Created)
            .Refuses(ProblemKinds.Invalid);
        people.MapPost("/{id}/invitation", InviteAgainAsync).WithSummary("Tautan undangan baru, juga untuk mengganti kata sandi").Produces<Invitation>()
            .Refuses(ProblemKinds.NotFound);
        people.MapPut("/{id}/roles", SetRolesAsync).WithSummary("Mengganti peran seorang pengguna").Produces<Person>()
            .Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid, ProblemKinds.WrongState);
        people.MapPost("/{id}/deactivate", (string id, Actor actor, AlurDb db, People service) => SetActiveAsync(id, false, actor, db, service))
            .WithSummary("Menonaktifkan; sesi dan token berakhir seketika").Produces<Person>().Refuses(ProblemKinds.NotFound, ProblemKinds.WrongState);
        people.MapPost("/{id}/activate", (string id, Actor actor, AlurDb db, People service) => SetActiveAsync(id, true, actor, db, service))
            .WithSummary("Mengaktifkan kembali").Produces<Person>().Refuses(ProblemKinds.NotFound);
        people.MapPost("/{id}/end-sessions", async (string id, Actor actor, AlurDb db, People service) =>
                await AnswerAsync(db, await ChangeAsync(id, db, user => service.EndSessionsAsync(user, actor))))
            .WithSummary("Mengakhiri semua sesi dan token seorang pengguna").Produces<Person>().Refuses(ProblemKinds.NotFound);
        people.MapPost("/{id}/reset-second-factor", async (string id, Actor actor, AlurDb db, SecondFactorChanges changes) =>
                await AnswerAsync(db, await ChangeAsync(id, db, user => ResetSecondFactorAsync(user, changes, actor))))
            .WithSummary("Menghapus verifikasi dua langkah seorang pengguna, misalnya karena telepon hilang; sesi berakhir seketika").Produces<Person>()
            .Refuses(ProblemKinds.NotFound, ProblemKinds.WrongState);
        people.MapPut("/{id}/external-sign-in", async (string id, ExternalLinkRequest request, Actor actor, AlurDb db, ExternalAccounts accounts) =>
                await AnswerAsync(db, await ChangeAsync(id, db, user => LinkAsync(user, request.Subject, accounts, actor))))
            .WithSummary("Menghubungkan seorang pengguna dengan server masuk (OIDC) menurut subjeknya di sana").Produces<Person>()
            .Refuses(ProblemKinds.NotFound, ProblemKinds.Invalid, ProblemKinds.WrongState);
        people.MapDelete("/{id}/external-sign-in", async (string id, Actor actor, AlurDb db, ExternalAccounts accounts) =>
                await AnswerAsync(db, await ChangeAsync(id, db, user => UnlinkAsync(user, accounts, actor))))
            .WithSummary("Memutus hubungan seorang pengguna dengan server masuk").Produces<Person>().Refuses(ProblemKinds.NotFound, ProblemKinds.WrongState);
        app.MapPost("/api/invitations/accept", async (InvitationAnswer answer, People service) =>
                await AcceptAsync(answer, service) is { } refusal ? refusal.ToResult() : Results.NoContent())
            .AllowAnonymous().WithTags("Akun").WithSummary("Menetapkan kata sandi dengan tautan undangan")
            .Produces(StatusCodes.Status204NoContent).Refuses(ProblemKinds.LinkInvalid, ProblemKinds.Invalid);
        app.MapGet("/api/staff", StaffAsync).RequireCommand(Command.ViewStaff).WithTags("Pengguna")
            .WithSummary("Petugas aktif, dapat disaring menurut peran; untuk menugaskan").Produces<PeoplePage>();
    }

    /// <summary>The page on which a person accepts an invitation.</summary>
    internal static string LinkFor(HttpRequest request, string userId, string token) =>
        $"{request.Scheme}://{request.Host}{request.PathBase}/undangan?u={Uri.EscapeDataString(userId)}&t={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token))}";

    /// <summary>The framework's token out of a link; null when the text is not one.</summary>
    internal static string? TokenFrom(string? text)
    {
        var bytes = new byte[2048];
        return text is { Length: > 0 and <= 2048 } && Base64Text.TryDecode(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    internal static Task<PeoplePage> ListAsync(AlurDb db, string? after, CancellationToken cancellationToken) => PageAsync(db, db.Users, after, cancellationToken);

    // Whoever may only hand a task to a colleague sees colleagues only.
    internal static Task<PeoplePage> StaffAsync(Actor actor, AlurDb db, string? role, string? after, CancellationToken cancellationToken)
    {
        var visible = CommandMatrix.ScopeOf(actor, Command.ViewStaff) == Scope.All ? Roles.Staff : Roles.Staff.Intersect(actor.Roles);
        var roles = visible.Where(one => role is null || one == role).ToArray();
        return PageAsync(db, db.Users.Where(u => u.IsActive && db.UserRoles.Any(r => r.UserId == u.Id && roles.Contains(r.RoleId))), after, cancellationToken);
    }

    private static async Task<PeoplePage> PageAsync(AlurDb db, IQueryable<AlurUser> query, string? after, CancellationToken cancellationToken)
    {
        var from = after?.ToUpperInvariant();
#pragma warning disable CA1309 // Translated to SQL: the database compares.
        if (from is not null)
            query = query.Where(u => string.Compare(u.NormalizedUserName, from) > 0);
#pragma warning restore CA1309
        var users = await query.AsNoTracking().OrderBy(u => u.NormalizedUserName).Take(PageSize + 1).ToListAsync(cancellationToken);
        var ids = users.Select(u => u.Id).ToList();
        var roles = (await db.UserRoles.AsNoTracking().Where(r => ids.Contains(r.UserId)).ToListAsync(cancellationToken)).ToLookup(r => r.UserId, r => r.RoleId);
        var linked = await db.UserLogins.AsNoTracking().Where(l => ids.Contains(l.UserId)).Select(l => l.UserId).ToHashSetAsync(cancellationToken);
        var items = users.Take(PageSize).Select(u => ToPerson(u, roles[u.Id], linked.Contains(u.Id))).ToList();
        return new PeoplePage(items, users.Count > PageSize ? items[^1].UserName : null);
    }

    private static async Task<IResult> InviteNewAsync(PersonRequest request, Actor actor, HttpContext context, People service)
    {
        var (invitation, refusal) = await InviteAsync(request, actor, context.Request, service);
        return invitation is null ? refusal!.ToResult() : Results.Created((string?)null, invitation);
    }

    /// <summary>Makes a person and a link with which the person sets a password.</summary>
    internal static async Task<(Invitation? Made, Refusal? Refusal)> InviteAsync(PersonRequest request, Actor actor, HttpRequest http, People service)
    {
        var fields = new FieldErrors();
        var person = new NewPerson(
            fields.Required("userName", request.UserName, 100), fields.Required("name", request.Name, 200), fields.Optional("email", request.Email, 254), request.Roles ?? []);
        if (person.Roles.Count is 0 or > 20)
            fields.Add("roles", T("Beri paling sedikit satu peran."));
        if (fields.Refusal is { } wrong)
            return (null, wrong);
        var made = await service.CreateAsync(person, id: null, password: null, actor);
        if (made is not PersonResult.Made { User: var user })
            return (null, ((PersonResult.Refused)made).Refusal);
        return (new Invitation(user.Id, LinkFor(http, user.Id, await service.InviteAsync(user))), null);
    }

    private static async Task<IResult> InviteAgainAsync(string id, Actor actor, HttpContext context, AlurDb db, People service) =>
        await NewLinkAsync(id, actor, context.Request, db, service) is { } invitation ? Results.Ok(invitation) : new Refusal.NotFound("Pengguna aktif").ToResult();

    /// <summary>A new link for a person; null when there is no such active person.</summary>
    internal static async Task<Invitation?> NewLinkAsync(string id, Actor actor, HttpRequest http, AlurDb db, People service) =>
        await FindAsync(db, id) is { IsActive: true } user ? new Invitation(user.Id, LinkFor(http, user.Id, await service.InviteAsync(user, actor))) : null;

    private static async Task<IResult> SetRolesAsync(string id, RolesRequest request, Actor actor, AlurDb db, People service)
    {
        if (request.Roles is not { Count: <= 20 } roles)
            return new Refusal.Invalid("roles", T("Wajib diisi.")).ToResult();
        return await AnswerAsync(db, await ChangeAsync(id, db, user => service.SetRolesAsync(user, roles, actor)));
    }

    private static async Task<IResult> SetActiveAsync(string id, bool active, Actor actor, AlurDb db, People service) =>
        await AnswerAsync(db, await ChangeAsync(id, db, user => service.SetActiveAsync(user, active, actor)));

    /// <summary>Changes a person who is managed here.</summary>
    internal static async Task<PersonResult> ChangeAsync(string id, AlurDb db, Func<AlurUser, Task<PersonResult>> change) =>
        await FindAsync(db, id) is { } user ? await change(user) : new PersonResult.Refused(new Refusal.NotFound("Pengguna"));

    /// <summary>Takes the second factor of a person away, who is told.</summary>
    internal static async Task<PersonResult> ResetSecondFactorAsync(AlurUser user, SecondFactorChanges changes, Actor by)
    {
        if (!user.TwoFactorEnabled)
            return new PersonResult.Refused(new Refusal.WrongState(T("Akun {0}", user.UserName), T("memakai verifikasi dua langkah"), T("tidak memakainya")));
        return await changes.SwitchOffAsync(user, by) is { } refusal ? new PersonResult.Refused(refusal) : new PersonResult.Made(user);
    }

    /// <summary>Links a person with somebody of the sign-in server.</summary>
    internal static async Task<PersonResult> LinkAsync(AlurUser user, string? subject, ExternalAccounts accounts, Actor by) =>
        await accounts.LinkAsync(user, subject, by) is { } refusal ? new PersonResult.Refused(refusal) : new PersonResult.Made(user);

    /// <summary>Takes the link of a person away.</summary>
    internal static async Task<PersonResult> UnlinkAsync(AlurUser user, ExternalAccounts accounts, Actor by) =>
        await accounts.UnlinkAsync(user, by) is { } refusal ? new PersonResult.Refused(refusal) : new PersonResult.Made(user);

    /// <summary>Null when the password was set.</summary>
    internal static async Task<Refusal?> AcceptAsync(InvitationAnswer answer, People service)
    {
        if (answer.UserId is not { Length: > 0 and <= 64 } userId || userId.Any(char.IsControl) || TokenFrom(answer.Token) is not { } token)
            return new Refusal.LinkInvalid();
        if (string.IsNullOrEmpty(answer.Password))
            return new Refusal.Invalid("password", T("Wajib diisi."));
        return await service.AcceptInvitationAsync(userId, token, answer.Password) is PersonResult.Refused refused ? refused.Refusal : null;
    }

    // Demo accounts are not managed: they exist only on a developer's machine and have no password to set.
    private static Task<AlurUser?> FindAsync(AlurDb db, string id) =>
        DemoAccounts.IsDemo(id) ? Task.FromResult<AlurUser?>(null) : db.Users.FirstOrDefaultAsync(u => u.Id == id);

    private static async Task<IResult> AnswerAsync(AlurDb db, PersonResult result)
    {
        if (result is not PersonResult.Made { User: var user })
            return ((PersonResult.Refused)result).Refusal.ToResult();
        return Results.Ok(ToPerson(
            user, await db.UserRoles.Where(r => r.UserId == user.Id).Select(r => r.RoleId).ToListAsync(),
                await db.UserLogins.AnyAsync(l => l.UserId == user.Id)));
    }

    private static Person ToPerson(AlurUser user, IEnumerable<string> roles, bool isLinked) =>
        new(user.Id, user.UserName ?? "", user.DisplayName, [.. roles.Order(StringComparer.Ordinal)], user.IsActive, user.TwoFactorEnabled, isLinked);
}
