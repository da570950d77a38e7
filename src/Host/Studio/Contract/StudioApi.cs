using Alur.Host.Security;
using Microsoft.AspNetCore.Mvc;

namespace Alur.Host.Studio.Contract;

/// <summary>
/// The part of the address space that Elsa Studio speaks to. JSON there is that of the whole host (camelCase, enumerations as text); a refusal there has
/// Elsa's form, see <see cref="StudioRefusal"/>.
/// </summary>
public static class StudioApi
{
    /// <summary>Where the contract lies, below the host's path base.</summary>
    public const string Prefix = "/elsa/api";

    /// <summary>Largest definition taken, in bytes.</summary>
    public const int LargestDocument = 8 * 1024 * 1024;

    /// <summary>The group under which every route of the contract is mapped. It is Studio's contract, not ours, so the API description leaves it out.</summary>
    public static RouteGroupBuilder MapStudioApi(this IEndpointRouteBuilder routes) => routes.MapGroup(Prefix).ExcludeFromDescription();

    /// <summary>Open to whoever may look at processes.</summary>
    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder route) => route.RequireCommand(Command.ViewProcess);

    /// <summary>Open to whoever may change processes.</summary>
    public static RouteHandlerBuilder Edits(this RouteHandlerBuilder route) => route.RequireCommand(Command.EditProcess);

    /// <summary>Takes a definition in its body, which may be larger than other bodies.</summary>
    public static RouteHandlerBuilder TakesDocument(this RouteHandlerBuilder route) => route.WithMetadata(new RequestSizeLimitAttribute(LargestDocument));

    /// <summary>True when the request is one of the contract's, also when it meets no route.</summary>
    public static bool Covers(HttpRequest request) => request.Path.StartsWithSegments(Prefix);
}
