using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Refusals;

/// <summary>
/// The outermost net: whatever goes wrong inside becomes a problem document. A request the framework cannot read is 4xx; an exception is a 500 that says
/// nothing but a trace id; a bare status (404 of routing, 405, 415) gets its document.
/// </summary>
public sealed partial class RefusalMiddleware(RequestDelegate next, ILogger<RefusalMiddleware> logger)
{
    /// <summary>Runs the rest of the pipeline inside the net.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception)
        {
            await AnswerAsync(context, exception);
            return;
        }
        if (!context.Response.HasStarted && context.Response.ContentType is null && context.Response.ContentLength is null
            && ForStatus(context) is { } refusal)
            await RefusalResult.WriteAsync(context, refusal);
    }

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        if (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
            return;
        var refusal = ForException(context, exception);
        if (refusal is Refusal.Unexpected)
            LogUnexpected(exception, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "(none)", RefusalResult.TraceId(context));
        if (context.Response.HasStarted)
        {
            // Part of an answer is out: the only honest end is to break the connection.
            context.Abort();
            return;
        }
        context.Response.Clear();
        Security.SecurityHeaders.Apply(context);
        await RefusalResult.WriteAsync(context, refusal);
    }

    private static Refusal ForException(HttpContext context, Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new Refusal.TooLarge(LimitOf(context)),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new Refusal.UnsupportedType(JsonExpected),
        BadHttpRequestException { InnerException: JsonException json } => new Refusal.Malformed(T("Nilai pada '{0}' tidak sesuai jenisnya.", Path(json))),
        BadHttpRequestException => new Refusal.Malformed(T("Permintaan tidak dapat dibaca, atau isi atau parameter yang wajib tidak ada.")),
        InvalidDataException => new Refusal.Malformed(T("Isi multipart rusak.")),
        _ => new Refusal.Unexpected(),
    };

    private static Refusal? ForStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => new Refusal.Malformed(T("Permintaan tidak dapat dibaca.")),
        StatusCodes.Status401Unauthorized => new Refusal.NotSignedIn(),
        StatusCodes.Status403Forbidden => new Refusal.Forbidden(T("Peran Anda tidak mencakup tindakan ini.")),
        StatusCodes.Status404NotFound => new Refusal.NotFound("Alamat"),
        StatusCodes.Status405MethodNotAllowed => new Refusal.MethodNotAllowed(),
        StatusCodes.Status413PayloadTooLarge => new Refusal.TooLarge(LimitOf(context)),
        StatusCodes.Status415UnsupportedMediaType => new Refusal.UnsupportedType(JsonExpected),
        StatusCodes.Status429TooManyRequests => new Refusal.TooMany(1),
        StatusCodes.Status503ServiceUnavailable => new Refusal.Unavailable(),
        >= 500 => new Refusal.Unexpected(),
        _ => null,
    };

    private static string JsonExpected => T("Isi permintaan harus JSON dengan Content-Type: application/json.");

    private static long LimitOf(HttpContext context) =>
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? Security.BodyGuard.DefaultLimit;

    private static string Path(JsonException json) => json.Path is { Length: > 0 and < 200 } path ? path : "$";

    [LoggerMessage(EventId = 5000, Level = LogLevel.Error, Message = "Unexpected failure in {Method} {Endpoint}, trace {TraceId}")]
    private partial void LogUnexpected(Exception exception, string method, string endpoint, string traceId);
}
