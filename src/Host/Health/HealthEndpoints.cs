using Alur.Host.Refusals;
using Alur.Host.Storage;
using Microsoft.EntityFrameworkCore;

namespace Alur.Host.Health;

/// <summary>What an operator's tools ask: does the process live, and should it get requests.</summary>
public static class HealthEndpoints
{
    /// <summary>Registers the drain. Its time is added to what the framework gives a stop.</summary>
    public static IServiceCollection AddAlurHealth(this IServiceCollection services)
    {
        services.AddOptions<HostOptions>().Configure<IConfiguration>((options, configuration) => options.ShutdownTimeout += Drain.TimeOf(configuration));
        services.AddSingleton<Housekeeping>().AddHostedService(provider => provider.GetRequiredService<Housekeeping>());
        return services.AddSingleton<Drain>().AddHostedService(provider => provider.GetRequiredService<Drain>());
    }

    /// <summary>Maps <c>/health/live</c> (the process answers) and <c>/health/ready</c> (it is not stopping, and its database answers).</summary>
    public static IEndpointRouteBuilder MapAlurHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous().WithTags("Operasi").WithSummary("Proses hidup").Produces<string>(contentType: "text/plain");
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous().WithTags("Operasi").WithSummary("Siap melayani; 503 ketika berhenti atau basis data tidak menjawab")
            .Produces<string>(contentType: "text/plain").Refuses(ProblemKinds.Unavailable);
        return app;
    }

    private static async Task<IResult> ReadyAsync(Drain drain, IDbContextFactory<AlurDb> contexts, CancellationToken cancellationToken)
    {
        if (drain.HasBegun)
            return new Refusal.Unavailable().ToResult();
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await db.Database.OpenConnectionAsync(cancellationToken);
            // Plain SQL: this is the first question after a start, and it need not wait for a query to be translated.
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "select 1 from settings limit 1";
            await command.ExecuteScalarAsync(cancellationToken);
            return Results.Text("ready");
        }
        catch (Exception unreachable) when (unreachable is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            return new Refusal.Unavailable().ToResult();
        }
    }
}
