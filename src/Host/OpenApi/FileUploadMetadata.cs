namespace Alur.Host.OpenApi;

/// <summary>
/// Says that an endpoint takes one file as multipart, for the description only. The framework's own <c>Accepts</c> would let routing refuse other content types
/// before anybody has looked at who is asking.
/// </summary>
public sealed record FileUploadMetadata;
