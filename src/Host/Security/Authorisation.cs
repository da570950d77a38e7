using Alur.Host.Identity;
using Alur.Host.Identity.SecondFactors;
using Alur.Host.Refusals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Security;

/// <summary>Checks the command of an endpoint against the matrix.</summary>
public sealed class CommandHandler : AuthorizationHandler<CommandRequirement>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, CommandRequirement requirement)
    {
        if (Actor.From(context.User) is { } actor && CommandMatrix.Allows(actor, requirement.Command))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>Answers 401 and 403 as problems. A program is never sent to a sign-in page; a person who opens a page is.</summary>
public sealed class RefusingResultHandler : IAuthorizationMiddlewareResultHandler
{
    /// <inheritdoc/>
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }
        Refusal refusal = authorizeResult.Challenged ? new Refusal.NotSignedIn() : Forbidden(policy);
        await RefusalResult.WriteAsync(context, refusal);
    }

    private static Refusal.Forbidden Forbidden(AuthorizationPolicy policy)
    {
        var command = policy.Requirements.OfType<CommandRequirement>().FirstOrDefault()?.Command;
        var reason = command is null ? T("Anda tidak mempunyai hak yang diperlukan.") : T("Peran Anda tidak mencakup tindakan {0}.", command);
        return new Refusal.Forbidden(reason);
    }
}

/// <summary>Deny by default: an endpoint that names no command and is not marked anonymous refuses everybody.</summary>
public static class Authorisation
{
    /// <summary>Registers the matrix as the only way in.</summary>
    public static IServiceCollection AddCommandAuthorisation(this IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, CommandHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusingResultHandler>();
        services.AddAuthorization();
        return services;
    }

    /// <summary>
    /// Checks each request. Not a fallback policy of the framework: that one also catches addresses that do not exist and answers 401 for them, where 404, 405
    /// and 415 are the truth.
    /// </summary>
    public static IApplicationBuilder UseCommandAuthorisation(this IApplicationBuilder app)
    {
        app.Use((context, next) =>
        {
            if (context.GetEndpoint() is not { } endpoint)
                return RefusalResult.WriteAsync(context, new Refusal.NotFound("Alamat"));
            // What routing itself puts in for a wrong method or content type is no route of ours.
            if (endpoint is RouteEndpoint && !IsGuarded(endpoint))
                return RefusalResult.WriteAsync(context, new Refusal.Forbidden(T("Alamat ini tidak terbuka bagi siapa pun.")));
            return SecondFactorDuty.Stops(context, endpoint) ? RefusalResult.WriteAsync(context, new Refusal.SecondFactorRequired()) : next(context);
        });
        return app.UseAuthorization();
    }

    /// <summary>True when the endpoint names its command or says that it is open to everybody.</summary>
    internal static bool IsGuarded(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<CommandAttribute>() is not null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
