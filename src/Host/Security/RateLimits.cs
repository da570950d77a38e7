using System.Threading.RateLimiting;
using Alur.Host.Identity;
using Alur.Host.Refusals;

namespace Alur.Host.Security;

/// <summary>How much one user (or, before sign-in, one address) may ask for.</summary>
public sealed class RateLimitSettings
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "RateLimit";

    /// <summary>Requests a second that are always given; 0 turns the limit off.</summary>
    public int PerSecond { get; set; } = 200;

    /// <summary>Requests that may come at once before the rate counts.</summary>
    public int Burst { get; set; } = 400;
}

/// <summary>The general limit: a token bucket for each user, so that one runaway program does not starve the others. Sign-in has its own, <see cref="SignInThrottle"/>.</summary>
public static class RateLimits
{
    /// <summary>Registers the limit. In Development it is twenty-five times as wide: there the host itself is what is measured.</summary>
    public static IServiceCollection AddAlurRateLimits(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var settings = environment.IsDevelopment() ? new RateLimitSettings { PerSecond = 5_000, Burst = 10_000 } : new RateLimitSettings();
        configuration.GetSection(RateLimitSettings.Section).Bind(settings);
        return services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, settings));
            options.OnRejected = (rejected, _) => new ValueTask(RefusalResult.WriteAsync(rejected.HttpContext, new Refusal.TooMany(1)));
        });
    }

    private static RateLimitPartition<string> Partition(HttpContext context, RateLimitSettings settings)
    {
        if (settings.PerSecond <= 0 || context.Request.Path.StartsWithSegments("/health"))
            return RateLimitPartition.GetNoLimiter("");
        var key = Actor.From(context.User)?.Id ?? "ip:" + context.Connection.RemoteIpAddress;
        return RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(settings.Burst, settings.PerSecond),
            TokensPerPeriod = Math.Max(1, settings.PerSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
            QueueLimit = 0,
        });
    }
}
