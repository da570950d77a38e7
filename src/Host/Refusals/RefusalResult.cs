using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alur.Host.Pages;
using Alur.Host.Studio.Contract;

namespace Alur.Host.Refusals;

/// <summary>
/// The only place where a refusal becomes an answer: RFC 9457 problem+json with <c>code</c>, <c>errors</c> and the members of the case; under Studio's addresses,
/// Elsa's own form; to people who open a page, a page.
/// </summary>
public static class RefusalResult
{
    // Never inside HTML: the type is problem+json and sniffing is off. So the text can stay as people wrote it.
    private static readonly JavaScriptEncoder Readable = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly JsonSerializerOptions StudioForm = new(JsonSerializerDefaults.Web) { Encoder = Readable };

    /// <summary>An endpoint result that writes this refusal.</summary>
    public static IResult ToResult(this Refusal refusal) => new Written(refusal);

    /// <summary>Writes the refusal as the whole answer. The answer must not have started.</summary>
    public static async Task WriteAsync(HttpContext context, Refusal refusal)
    {
        if (await PeoplePages.TryAnswerAsync(context, refusal))
            return;
        var kind = refusal.Kind;
        var response = context.Response;
        var forStudio = StudioApi.Covers(context.Request) ? StudioRefusal.Of(refusal) : null;
        response.StatusCode = forStudio?.StatusCode ?? kind.Status;
        response.ContentType = forStudio is null ? "application/problem+json" : "application/json";
        response.Headers.CacheControl = "no-store";
        if (refusal.RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (kind == ProblemKinds.NotSignedIn)
            response.Headers.WWWAuthenticate = "Bearer";
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        var bytes = forStudio is null ? Serialize(refusal, TraceId(context)) : JsonSerializer.SerializeToUtf8Bytes(forStudio, StudioForm);
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <summary>The id under which the log of this request can be found.</summary>
    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    internal static byte[] Serialize(Refusal refusal, string traceId)
    {
        using var stream = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = Readable }))
        {
            json.WriteStartObject();
            json.WriteString("type", refusal.Kind.TypeUri);
            json.WriteString("title", refusal.Kind.Title);
            json.WriteNumber("status", refusal.Kind.Status);
            json.WriteString("detail", refusal.Detail);
            json.WriteString("code", refusal.Kind.Slug);
            if (refusal.Kind.Status >= 500)
                json.WriteString("traceId", traceId);
            foreach (var (name, value) in refusal.Members)
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value);
            }
            if (refusal.Errors is { } errors)
            {
                json.WriteStartObject("errors");
                foreach (var (field, messages) in errors)
                {
                    json.WriteStartArray(field);
                    foreach (var message in messages)
                        json.WriteStringValue(message);
                    json.WriteEndArray();
                }
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private sealed class Written(Refusal refusal) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => refusal.Kind.Status;

        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, refusal);
    }
}
