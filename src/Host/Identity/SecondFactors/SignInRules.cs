using Alur.Host.Features.Delivery;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Sla.Notices;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Identity.SecondFactors;

/// <summary>How people sign in, as an Administrator rules it.</summary>
public sealed record SignInRuleSet
{
    /// <summary>Name of the setting in the database.</summary>
    public const string Key = "sign-in-rules";

    /// <summary>Roles whose people must have a second factor.</summary>
    public IReadOnlyList<string> RequiredRoles { get; init; } = [];
}

/// <summary>The rules that count now: read anew at most once a second, since each account asks for them.</summary>
/// <param name="stored">Where they lie.</param>
public sealed class SignInRules(StoredSettings stored)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private volatile Known? _known;

    /// <summary>The rules that count now.</summary>
    public async ValueTask<SignInRuleSet> ReadAsync(CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetTimestamp();
        if (_known is { } known && TimeProvider.System.GetElapsedTime(known.ReadAt, now) < Fresh)
            return known.Rules;
        var rules = await stored.ReadAsync<SignInRuleSet>(SignInRuleSet.Key, cancellationToken) ?? new SignInRuleSet();
        _known = new Known(rules, now);
        return rules;
    }

    /// <summary>Forgets what was read, because it has just been changed.</summary>
    public void Forget() => _known = null;

    private sealed record Known(SignInRuleSet Rules, long ReadAt);
}

/// <summary>Rules of signing in, as the API has them.</summary>
/// <param name="RequiredRoles">Roles whose people must have a second factor.</param>
public sealed record SignInRulesBody(IReadOnlyList<string>? RequiredRoles);

/// <summary>The rules, read and changed by Administrators.</summary>
internal static class SignInRuleEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var rules = app.MapGroup("/api/sign-in-rules").RequireCommand(Command.ManagePeople).WithTags("Pengguna");
        rules.MapGet("", async (SignInRules source, CancellationToken cancellationToken) =>
            new SignInRulesBody((await source.ReadAsync(cancellationToken)).RequiredRoles))
            .WithSummary("Peran yang wajib memakai verifikasi dua langkah").Produces<SignInRulesBody>();
        rules.MapPut("", async (SignInRulesBody body, Actor actor, SignInRules source, AccountDirectory accounts, OperatorRecords records) =>
                await ChangeAsync(body.RequiredRoles, actor, source, accounts, records) is { } refusal ? refusal.ToResult() : Results.Ok(body))
            .WithSummary("Mengganti peran yang wajib memakai verifikasi dua langkah").Produces<SignInRulesBody>().Refuses(ProblemKinds.Invalid);
    }

    /// <summary>Null when the rules were changed; they hold at once.</summary>
    internal static async Task<Refusal?> ChangeAsync(
        IReadOnlyList<string>? roles, Actor actor, SignInRules source, AccountDirectory accounts, OperatorRecords records)
    {
        if (roles is null || roles.Count > Roles.All.Count || roles.Any(role => role is null || !Roles.All.Contains(role)))
            return new Refusal.Invalid("requiredRoles", T("Pilih dari: {0}.", string.Join(", ", Roles.All.Order(StringComparer.Ordinal))));
        string[] wanted = [.. roles.Distinct().Order(StringComparer.Ordinal)];
        await records.DoAsync(
            actor, "sign-in-rules.change", SignInRuleSet.Key, string.Join(", ", wanted),
                StoredSettings.Put(SignInRuleSet.Key, new SignInRuleSet { RequiredRoles = wanted }));
        source.Forget();
        accounts.ForgetRead();
        return null;
    }
}
