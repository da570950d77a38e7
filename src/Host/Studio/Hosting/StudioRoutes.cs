using System.Security.Cryptography;
using Alur.Host.Identity;
using Alur.Host.Pages;
using Alur.Host.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Alur.Host.Studio.Hosting;

/// <summary>The page around Elsa Studio: one document for every address below <c>/studio</c>; its script shows the list, the editor or the viewer that the address names.</summary>
public static class StudioRoutes
{
    /// <summary>Where Studio lies on this host.</summary>
    public const string Root = "/studio";

    /// <summary>The list of processes, where Studio opens.</summary>
    public const string Home = Root + "/workflows/definitions";

    private static readonly Lazy<(byte[] Bytes, EntityTagHeaderValue Tag)> Script = new(() => Read("studio.js"));
    private static readonly Lazy<(byte[] Bytes, EntityTagHeaderValue Tag)> Style = new(() => Read("studio.css"));

    /// <summary>Registers where Studio's files lie.</summary>
    public static IServiceCollection AddAlurStudioPages(this IServiceCollection services) => services.AddSingleton<StudioFolder>();

    /// <summary>Maps the page and its own script and style, and leads Studio's root-absolute links here.</summary>
    public static IEndpointRouteBuilder MapAlurStudioPages(this IEndpointRouteBuilder app)
    {
        app.MapGet(Root, (HttpContext context) => Results.Redirect(context.Request.PathBase + Home)).RequireCommand(Command.ViewProcess).ForPeople();
        app.MapGet(Root + "/shell.js", () => Own(Script.Value, "text/javascript; charset=utf-8")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(Root + "/shell.css", () => Own(Style.Value, "text/css; charset=utf-8")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(Root + "/{**view}", Show).RequireCommand(Command.ViewProcess).ForPeople();
        StudioHistory.Map(app);
        // Studio writes some links from the root of the site; they hold no data.
        app.MapGet("/workflows/{**view}", (HttpContext context) =>
            Results.Redirect($"{context.Request.PathBase.ToUriComponent()}{Root}{context.Request.Path.ToUriComponent()}{context.Request.QueryString}")).AllowAnonymous().ExcludeFromDescription();
        return app;
    }

    private static IResult Show(HttpContext context, Actor actor, StudioFolder folder)
    {
        context.Response.Headers.CacheControl = "no-cache";
        if (!folder.IsThere)
            return new RazorComponentResult<StudioMissingPage>(new { Actor = actor }) { StatusCode = StatusCodes.Status503ServiceUnavailable, PreventStreamingRendering = true };
        context.Response.Headers.ContentSecurityPolicy = StudioPolicy.For(context.Request);
        return new RazorComponentResult<StudioPage>(new { Actor = actor, MayEdit = CommandMatrix.Allows(actor, Command.EditProcess) }) { PreventStreamingRendering = true };
    }

    private static FileContentHttpResult Own((byte[] Bytes, EntityTagHeaderValue Tag) file, string type) =>
        TypedResults.File(file.Bytes, type, entityTag: file.Tag);

    private static (byte[], EntityTagHeaderValue) Read(string name)
    {
        using var stream = typeof(StudioRoutes).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"Expected {name} in the program.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray();
        return (bytes, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\""));
    }
}
