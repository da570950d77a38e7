using System.Xml;
using Alur.Host.Clock;
using Alur.Host.Refusals;
using Microsoft.AspNetCore.Authentication;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity;

/// <summary>Chooses a demo account.</summary>
/// <param name="Account">Short name, for example <c>helpdesk</c>.</param>
public sealed record DemoSignIn(string? Account);

/// <summary>Moves the clock of a demonstration.</summary>
/// <param name="Advance">ISO 8601 duration, zero or more, for example <c>PT30M</c>.</param>
public sealed record ClockRequest(string? Advance);

/// <summary>The clock of a demonstration.</summary>
/// <param name="Now">What it shows.</param>
/// <param name="Offset">How far it is ahead of the real one, as ISO 8601 duration.</param>
public sealed record ClockAnswer(DateTimeOffset Now, string Offset);

/// <summary>Conveniences of the developer's own machine. To everybody else they do not exist: 404.</summary>
internal static class DevEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var dev = app.MapGroup("/api/dev").AllowAnonymous().WithTags("Pengembangan").AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<DemoGate>().Allows(context.HttpContext) ? await next(context) : new Refusal.NotFound("Alamat").ToResult());
        dev.MapGet("/accounts", AccountsAsync).WithSummary("Akun demo, hanya di komputer pengembang").Produces<IReadOnlyList<DemoAccount>>();
        dev.MapPost("/sign-in", SignInAsync).WithSummary("Masuk sebagai akun demo: cookie dan token").Produces<TokenAnswer>()
            .Refuses(ProblemKinds.Invalid, ProblemKinds.NotFound);
        dev.MapPost("/clock", AdvanceAsync).WithSummary("Memajukan jam demo").Produces<ClockAnswer>().Refuses(ProblemKinds.Invalid, ProblemKinds.NotFound);
    }

    private static async Task<IReadOnlyList<DemoAccount>> AccountsAsync(DemoAccounts demo, CancellationToken cancellationToken)
    {
        await demo.EnsureAsync(cancellationToken);
        return DemoAccounts.All;
    }

    private static async Task<IResult> SignInAsync(DemoSignIn request, HttpContext context, DemoAccounts demo, AccountDirectory directory, ApiTokens tokens)
    {
        if (DemoAccounts.All.FirstOrDefault(account => account.Account == request.Account) is not { } chosen)
            return new Refusal.Invalid("account", T("Pilih salah satu: {0}.", string.Join(", ", DemoAccounts.All.Select(account => account.Account)))).ToResult();
        await demo.EnsureAsync(context.RequestAborted);
        if (await directory.FindActiveAsync(chosen.Id, context.RequestAborted) is not { } account)
            return new Refusal.SignInFailed().ToResult();
        await Sessions.SignInAsync(context, account.Actor.Id, account.Stamp);
        var (token, info) = await tokens.IssueAsync(account.Actor.Id, TimeSpan.FromDays(1), context.RequestAborted);
        return Results.Ok(TokenAnswer.Of(token, info));
    }

    private static async Task<IResult> AdvanceAsync(ClockRequest request, StoredClock clock, CancellationToken cancellationToken)
    {
        if (Parse(request.Advance) is not { } by)
            return new Refusal.Invalid("advance", T("Harus durasi ISO 8601 yang tidak negatif, misalnya PT30M.")).ToResult();
        if (!await clock.AdvanceAsync(by, cancellationToken))
            return new Refusal.Invalid("advance", T("Jam demo paling jauh {0:0} hari di depan.", AdjustableTimeProvider.Furthest.TotalDays)).ToResult();
        return Results.Ok(new ClockAnswer(clock.Now, XmlConvert.ToString(clock.Offset)));
    }

    private static TimeSpan? Parse(string? text)
    {
        try
        {
            return text is { Length: > 0 and <= 40 } && XmlConvert.ToTimeSpan(text) is var duration && duration >= TimeSpan.Zero ? duration : null;
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException)
        {
            return null;
        }
    }
}
