using Alur.Host.Refusals;
using Alur.Host.Sla.Mail;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity;

/// <summary>Makes the first Administrator.</summary>
/// <param name="Token">The secret out of the set-up link.</param>
/// <param name="UserName">Name to sign in with.</param>
/// <param name="Name">Display name.</param>
/// <param name="Password">Password, at least twelve characters.</param>
/// <param name="Email">Mail address, if any: test mails go there.</param>
public sealed record SetupRequest(string? Token, string? UserName, string? Name, string? Password, string? Email = null);

/// <summary>The set-up link's endpoint; the page /setup uses the same rules.</summary>
internal static class SetupEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/setup", async (SetupRequest request, SetupLink link, CancellationToken cancellationToken) =>
                await UseAsync(request, link, cancellationToken) is { } refusal ? refusal.ToResult() : Results.NoContent())
            .AllowAnonymous().WithTags("Akun").WithSummary("Membuat Administrator pertama dengan tautan penyiapan")
            .Produces(StatusCodes.Status204NoContent).Refuses(ProblemKinds.LinkInvalid, ProblemKinds.Invalid);

    /// <summary>Null when the Administrator was made.</summary>
    internal static async Task<Refusal?> UseAsync(SetupRequest request, SetupLink link, CancellationToken cancellationToken)
    {
        if (!await link.IsGoodAsync(request.Token, cancellationToken))
            return new Refusal.LinkInvalid();
        var fields = new FieldErrors();
        var userName = fields.Required("userName", request.UserName, 100);
        var name = fields.Required("name", request.Name, 200);
        var email = fields.Optional("email", request.Email, 254);
        if (email is not null && !MailServer.IsAddress(email))
            fields.Add("email", T("Bukan alamat surel."));
        if (string.IsNullOrEmpty(request.Password))
            fields.Add("password", T("Wajib diisi."));
        if (fields.Refusal is { } wrong)
            return wrong;
        return await link.UseAsync(request.Token, userName, name, request.Password!, email, cancellationToken) is PersonResult.Refused refused ? refused.Refusal : null;
    }
}
