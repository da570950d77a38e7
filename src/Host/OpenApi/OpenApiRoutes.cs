namespace Alur.Host.OpenApi;

/// <summary>The API described: OpenAPI 3.1 at <c>/openapi</c>, and a readable page at <c>/api</c>.</summary>
public static class OpenApiRoutes
{
    /// <summary>Registers the description.</summary>
    public static IServiceCollection AddAlurOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", ApiDescription.Apply);

    /// <summary>Maps the description (under both of its usual addresses) and its page.</summary>
    public static IEndpointRouteBuilder MapAlurOpenApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi").AllowAnonymous();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        ApiPage.Map(app);
        return app;
    }
}
