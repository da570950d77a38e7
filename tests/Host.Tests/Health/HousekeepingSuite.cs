using Alur.Host.Health;
using Alur.Host.Identity;
using Alur.Host.Storage;
using Alur.Host.Storage.Rows;
using Alur.Host.Tests.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Health;

/// <summary>What nobody needs goes, all of it, and nothing else.</summary>
public abstract class HousekeepingSuite(Office office)
{
    [Fact]
    public async Task Answers_and_sessions_go_when_they_are_too_old_and_not_before()
    {
        var stop = TestContext.Current.CancellationToken;
        var (now, real) = (office.Clock.GetUtcNow(), office.Host.Services.GetRequiredService<RealTime>().Now);
        var (late, owner) = (now - Housekeeping.AnswersKept, $"bersih-{Guid.NewGuid():N}");
        await using (var db = await DatabaseAsync())
        {
            // More than go in one transaction.
            for (var i = 0; i < 1_001; i++) db.Idempotency.Add(AnswerOf(owner, $"lama {i}", late.AddSeconds(-1 - i)));
            db.Idempotency.Add(AnswerOf(owner, "masih", late.AddMinutes(1)));
            db.Sessions.Add(SessionOf(owner, "tua", real - (SessionStore.Life * 2) - TimeSpan.FromMinutes(1)));
            db.Sessions.Add(SessionOf(owner, "muda", real - SessionStore.Life));
            await db.SaveChangesAsync(stop);
        }

        (await office.Host.Services.GetRequiredService<Housekeeping>().TidyAsync(stop)).ShouldBeGreaterThanOrEqualTo(1_002);

        await using var after = await DatabaseAsync();
        (await after.Idempotency.Where(row => row.UserId == owner).Select(row => row.Key).ToListAsync(stop)).ShouldBe(["masih"]);
        (await after.Sessions.Where(row => row.UserId == owner).Select(row => row.Agent).ToListAsync(stop)).ShouldBe(["muda"]);
    }

    private Task<AlurDb> DatabaseAsync() => office.Host.Services.GetRequiredService<IDbContextFactory<AlurDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    private static IdempotencyRow AnswerOf(string user, string key, DateTimeOffset at) => new()
    {
        UserId = user, Key = key, RequestHash = "x", Status = 200, Response = "{}", CreatedAt = at,
    };

    private static SessionRow SessionOf(string user, string agent, DateTimeOffset at) => new()
    {
        Id = Guid.NewGuid().ToString("N"), UserId = user, CreatedAt = at, LastSeenAt = at, Agent = agent,
    };
}

public sealed class HousekeepingOnSqlite(SqliteOffice office) : HousekeepingSuite(office), IClassFixture<SqliteOffice>;

public sealed class HousekeepingOnPostgres(PostgresOffice office) : HousekeepingSuite(office), IClassFixture<PostgresOffice>;
