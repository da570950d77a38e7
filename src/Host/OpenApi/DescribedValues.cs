namespace Alur.Host.OpenApi;

/// <summary>The values for the places <c>{0}</c>, <c>{1}</c> and so on in an endpoint's summary and description, so that the text itself stays one that can be translated.</summary>
/// <param name="Values">The values.</param>
public sealed record DescribedValues(params IReadOnlyList<object> Values);
