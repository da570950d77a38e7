using Alur.Host.Identity;
using Alur.Host.Identity.SecondFactors;
using Alur.Host.Pages.Accounts;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Alur.Host.Tickets;

namespace Alur.Host.Pages;

/// <summary>Endpoint metadata: a page that people open. A browser that may not see it is led to sign-in or gets a page; programs get the problem document as everywhere.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ForPeopleAttribute : Attribute;

/// <summary>Refusals as pages, for people.</summary>
public static class PeoplePages
{
    private static readonly string[] ForPrograms = ["/api", "/elsa", "/openapi", "/health", "/hangfire"];

    /// <summary>Marks an endpoint as a page, which the API description leaves out.</summary>
    public static TBuilder ForPeople<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ForPeopleAttribute()).ExcludeFromDescription();

    /// <summary>Writes the page instead of the problem document, when a browser asked for a page or for an address that does not exist.</summary>
    /// <returns>False when the problem document is the answer.</returns>
    public static async Task<bool> TryAnswerAsync(HttpContext context, Refusal refusal)
    {
        if (!IsForPeople(context))
            return false;
        if (refusal is Refusal.NotSignedIn)
        {
            context.Response.Headers.CacheControl = "no-store";
            // What was typed goes along through signing in; there is no way back to it otherwise.
            if (await CarriedForm.ReadAsync(context) is { } carried)
            {
                await SignInPages.Page(context, new() { Carried = carried, Return = "/", Status = refusal.Kind.Status }).ExecuteAsync(context);
                return true;
            }
            var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/";
            var ended = Sessions.HasEnded(context) ? "&berakhir=ya" : "";
            context.Response.Redirect(context.Request.PathBase + "/masuk?kembali=" + Uri.EscapeDataString(back) + ended);
            return true;
        }
        context.Response.Headers.CacheControl = "no-store";
        // Led to where the second factor is set up, and on from there; a form that was just sent goes along.
        if (refusal is Refusal.SecondFactorRequired && SecondFactorDuty.IsOwed(context))
        {
            var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/";
            if (await CarriedForm.ReadAsync(context) is not { } carried)
            {
                context.Response.Redirect(context.Request.PathBase + SecondFactorPages.Path + "?kembali=" + Uri.EscapeDataString(back));
                return true;
            }
            var desk = context.RequestServices.GetRequiredService<SecondFactorDesk>();
            await (await desk.PageAsync(Actor.From(context.User)!, GoingOn.Of(context, back, carried), owed: true, typed: null)).ExecuteAsync(context);
            return true;
        }
        if (refusal.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Html.Page<RefusalPage>(new { Actor = Actor.From(context.User), Refusal = refusal, Roles = RolesOf(context), TraceId = RefusalResult.TraceId(context) }, refusal.Kind.Status)
            .ExecuteAsync(context);
        return true;
    }

    private static bool IsForPeople(HttpContext context)
    {
        if (!context.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true))
            return false;
        return context.GetEndpoint() is RouteEndpoint endpoint
            ? endpoint.Metadata.GetMetadata<ForPeopleAttribute>() is not null
            : !ForPrograms.Any(start => context.Request.Path.StartsWithSegments(start));
    }

    private static string? RolesOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<CommandAttribute>() is { } command
        ? string.Join(", ", Roles.All.Where(role => CommandMatrix.ScopeOf(role, command.Command) != Scope.None).Order(StringComparer.Ordinal).Select(RoleNames.Show))
        : null;
}
