using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Alur.Host.Pages;

/// <summary>How a handler answers with a page.</summary>
internal static class Html
{
    /// <summary>A whole page.</summary>
    /// <param name="parameters">Its parameters, as an anonymous object.</param>
    /// <param name="status">Status of the answer.</param>
    public static IResult Page<TPage>(object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new RazorComponentResult<TPage>(parameters) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>After a POST the browser must GET, so that reloading does not send the form again.</summary>
    /// <param name="path">A path of this site.</param>
    public static IResult SeeOther(string path) => new SeeOtherResult(path);

    /// <summary>The path when it leads to this site and nowhere else, otherwise the front page.</summary>
    public static string Inside(string? path, string otherwise = "/") =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) && Uri.IsWellFormedUriString(path, UriKind.Relative) ? path : otherwise;

    private sealed class SeeOtherResult(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = httpContext.Request.PathBase + path;
            return Task.CompletedTask;
        }
    }
}
