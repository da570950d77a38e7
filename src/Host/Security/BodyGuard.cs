using System.Buffers;
using Alur.Host.Refusals;
using Microsoft.AspNetCore.Http.Metadata;
using static Alur.Host.Texts.Texts;

namespace Alur.Host.Security;

/// <summary>
/// Reads a JSON body whole, within a limit, and looks it over with <see cref="JsonText"/> before the endpoint sees it; looks over the query too.
/// So no endpoint needs to think of broken bodies, and none can answer 500 for one.
/// </summary>
public static class BodyGuard
{
    /// <summary>Largest JSON body in bytes unless the endpoint carries its own limit (<c>RequestSizeLimit</c>).</summary>
    public const int DefaultLimit = 256 * 1024;

    private static readonly object BodyKey = new();

    /// <summary>Puts the guard into the pipeline; after authorisation, so that strangers cannot make the host read.</summary>
    public static IApplicationBuilder UseBodyGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (await CheckAsync(context) is { } refusal)
            await RefusalResult.WriteAsync(context, refusal);
        else
            await next(context);
    });

    /// <summary>The bytes of the JSON body that passed the guard; empty when there was none. Used to compare repeated requests.</summary>
    public static ReadOnlyMemory<byte> BodyOf(HttpContext context) => context.Items[BodyKey] is byte[] body ? body : default;

    private static async ValueTask<Refusal?> CheckAsync(HttpContext context)
    {
        if (QueryIsBroken(context.Request.Query))
            return new Refusal.Malformed(T("Parameter alamat memuat karakter yang tidak diterima."));
        if (context.GetEndpoint() is not { } endpoint || !context.Request.HasJsonContentType())
            return null;
        var charset = context.Request.GetTypedHeaders().ContentType?.Charset;
        if (charset is { HasValue: true, Length: > 0 } && !charset.Value.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return new Refusal.UnsupportedType(T("JSON harus dikirim sebagai UTF-8."));
        var limit = endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? DefaultLimit;
        if (context.Request.ContentLength > limit || await ReadAsync(context.Request, limit) is not { } body)
            return new Refusal.TooLarge(limit);
        if (body.Length == 0)
            return null;
        if (JsonText.WhatIsWrong(body) is { } wrong)
            return new Refusal.Malformed(wrong);
        context.Items[BodyKey] = body;
        context.Request.Body = new MemoryStream(body, writable: false);
        return null;
    }

    private static bool QueryIsBroken(IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (!StorableText.Keeps(name))
                return true;
            foreach (var value in values)
            {
                if (value is not null && !StorableText.Keeps(value))
                    return true;
            }
        }
        return false;
    }

    /// <summary>The whole body without a byte order mark, or null when it is longer than the limit.</summary>
    private static async ValueTask<byte[]?> ReadAsync(HttpRequest request, long limit)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > limit)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }
            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
