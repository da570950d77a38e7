using Alur.Host.Identity;
using Alur.Host.Refusals;

namespace Alur.Host.Pages;

/// <summary>What a problem's <c>type</c> leads to: a page saying why it happens and what to do.</summary>
public static class ProblemPages
{
    /// <summary>Where the list of all of them is.</summary>
    internal const string Path = "/problems";

    /// <summary>Maps <c>/problems</c> and <c>/problems/{slug}</c>.</summary>
    public static IEndpointRouteBuilder MapProblemPages(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, (HttpContext context) => Html.Page<ProblemListPage>(new { Actor = Actor.From(context.User) })).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(Path + "/{slug}", (string slug, HttpContext context) => ProblemKinds.BySlug.TryGetValue(slug, out var kind)
                ? Html.Page<ProblemPage>(new { Actor = Actor.From(context.User), Kind = kind })
                : new Refusal.NotFound("Jenis penolakan").ToResult())
            .AllowAnonymous().ForPeople();
        return app;
    }
}
