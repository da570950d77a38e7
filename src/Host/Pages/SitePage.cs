using Microsoft.AspNetCore.Components;

namespace Alur.Host.Pages;

/// <summary>A page that knows below which path the site lies, so that its links also hold behind a proxy that gives the site a folder.</summary>
public abstract class SitePage : ComponentBase
{
    /// <summary>The request that is answered.</summary>
    [CascadingParameter]
    public HttpContext? Context { get; set; }

    /// <summary>The address of a path of this site, for example <c>/masuk</c>.</summary>
    protected string At(string path) => Context?.Request.PathBase.Value + path;
}
