using Alur.Host.Refusals;

namespace Alur.Host.Pages.Forms;

/// <summary>The pages that have forms.</summary>
internal static class FormPages
{
    /// <summary>A group of pages in which no form is acted on that was not checked.</summary>
    public static RouteGroupBuilder MapFormPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").ForPeople();
        pages.AddEndpointFilter(Guard);
        return pages;
    }

    /// <summary>Lets a handler run only with a form that is as it should be. A handler of a POST that takes no form is a defect.</summary>
    public static async ValueTask<object?> Guard(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        if (!HttpMethods.IsPost(call.HttpContext.Request.Method))
            return await next(call);
        var form = call.Arguments.OfType<FormPost>().SingleOrDefault() ?? throw new InvalidOperationException("Expected a handler that takes the form.");
        return form.Wrong is { } wrong ? wrong.ToResult() : await next(call);
    }
}
