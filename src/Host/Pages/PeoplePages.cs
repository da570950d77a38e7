using Alur.Host.Identity;
using Alur.Host.Refusals;
using Alur.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alur.Host.Pages;

/// <summary>Endpoint metadata: a page that people open. A browser that may not see it is led to sign-in or gets a page; programs get the problem document as everywhere.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ForPeopleAttribute : Attribute;

/// <summary>Answers to people who may not see a page.</summary>
public static class PeoplePages
{
    /// <summary>Marks an endpoint as a page, which the API description leaves out.</summary>
    public static RouteHandlerBuilder ForPeople(this RouteHandlerBuilder builder) => builder.WithMetadata(new ForPeopleAttribute()).ExcludeFromDescription();

    /// <summary>Writes the page instead of the problem document when the endpoint is a page and the client asks for one.</summary>
    /// <returns>False when the problem document is the answer.</returns>
    public static async Task<bool> TryAnswerAsync(HttpContext context, Refusal refusal)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ForPeopleAttribute>() is null
            || !context.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true))
            return false;
        context.Response.Headers.CacheControl = "no-store";
        if (refusal is Refusal.NotSignedIn)
        {
            context.Response.Redirect(context.Request.PathBase + "/masuk?kembali=" + Uri.EscapeDataString(context.Request.Path + context.Request.QueryString));
            return true;
        }
        await new RazorComponentResult<ForbiddenPage>(new { Actor = Actor.From(context.User), Roles = RolesOf(context) })
        { StatusCode = refusal.Kind.Status, PreventStreamingRendering = true }.ExecuteAsync(context);
        return true;
    }

    private static string RolesOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<CommandAttribute>() is { } command
        ? string.Join(", ", Roles.All.Where(role => CommandMatrix.ScopeOf(role, command.Command) != Scope.None).Order(StringComparer.Ordinal))
        : "";
}
