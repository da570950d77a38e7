namespace Alur.Host.Refusals;

/// <summary>Endpoint metadata: the kinds of refusal that an endpoint can answer beside those every endpoint can (400, 401, 403, 429, 500).</summary>
/// <param name="Kinds">The kinds, for the API description.</param>
public sealed record RefusesMetadata(IReadOnlyList<ProblemKind> Kinds);

/// <summary>How an endpoint documents its refusals.</summary>
public static class RefusesExtensions
{
    /// <summary>Names the refusals that the endpoint can answer, for /openapi.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder builder, params ProblemKind[] kinds)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new RefusesMetadata(kinds)));
        return builder;
    }
}
