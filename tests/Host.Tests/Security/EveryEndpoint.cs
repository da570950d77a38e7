using Alur.Host.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Alur.Host.Tests.Security;

/// <summary>One endpoint and method of the running host, with an address that can be asked.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Route">Route pattern as text.</param>
/// <param name="Path">The route with every parameter filled in with something that does not exist.</param>
/// <param name="Command">Its command; null when it names none.</param>
/// <param name="IsAnonymous">True when it says that it is open to everybody.</param>
internal sealed record EveryEndpoint(string Method, string Route, string Path, Command? Command, bool IsAnonymous)
{
    private const string NoSuchId = "00000000000000000000000000000000";

    /// <summary>All endpoints of the host, from its own list.</summary>
    public static List<EveryEndpoint> Of(HostFixture host) =>
    [
        .. from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new EveryEndpoint(
               method,
               "/" + endpoint.RoutePattern.RawText!.Trim('/'),
               Fill(endpoint.RoutePattern),
               endpoint.Metadata.GetMetadata<CommandAttribute>()?.Command,
               endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null),
    ];

    public bool IsUnsafe => Method is not ("GET" or "HEAD");

    /// <summary>Whether it belongs to the contract of Elsa Studio, where refusals have another form.</summary>
    public bool IsStudio => Route.StartsWith("/elsa/api/", StringComparison.Ordinal);

    public HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), Path);
        if (IsUnsafe)
            request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        return request;
    }

    private static string Fill(RoutePattern pattern) => "/" + string.Join('/', pattern.PathSegments
        .Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { IsCatchAll: true } => "",
            _ => NoSuchId,
        })))
        .Where(segment => segment.Length > 0));
}
