using Alur.Host.Refusals;

namespace Alur.Host.Studio.Contract;

/// <summary>
/// A refusal as Elsa writes it: <c>{"statusCode":400,"message":"…","errors":{"generalErrors":["…"]}}</c>. Studio shows each message of a 400 to the person and
/// knows no other refusal, so whatever concerns the request is a 400 here. Who may not (401, 403), what is not there (404, 405), too much at once (429) and our own
/// failures (5xx) keep their status.
/// </summary>
public sealed record StudioRefusal(int StatusCode, string Message, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors)
{
    /// <summary>The refusal in Elsa's form.</summary>
    public static StudioRefusal Of(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new(StatusOf(refusal.Kind), refusal.Kind.Title, new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["generalErrors"] = MessagesOf(refusal) });
    }

    /// <summary>What the refusal says, a sentence each.</summary>
    public static IReadOnlyList<string> MessagesOf(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return refusal.Errors is { } errors ? [.. errors.Values.SelectMany(texts => texts)] : [refusal.Detail];
    }

    private static int StatusOf(ProblemKind kind) => kind.Status is 401 or 403 or 404 or 405 or 429 or >= 500 ? kind.Status : StatusCodes.Status400BadRequest;
}
